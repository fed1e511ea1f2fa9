import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import { memberId, wallet } from './clubs.js';
import { openCodes, openDialog, redeem, rewardsState, rewardsStates } from './rewards.states.js';
import { find, get, until } from './stage.js';
import { playgroundOf, sceneOf, storyOf, tokens } from './support.js';

type Story = StoryObj;
const state = storyOf('vafa-rewards', rewardsStates);
const scene = sceneOf('vafa-rewards', rewardsStates);

const meta: Meta = { title: 'Elements/Rewards', component: 'vafa-rewards' };
export default meta;

/** A control for everything: what the element takes, what the club knows, and the tokens. */
export const Playground: Story = {
  args: { wallet: '', kinds: '', limit: 0, hideCodes: false, available: 1_250 },
  argTypes: {
    wallet: { control: 'text', description: 'Id of a wallet: only what is paid from it' },
    kinds: { control: 'text', description: 'Kinds to show, such as `coupon shipping`' },
    limit: { control: 'number', description: 'How many stand there at first' },
    hideCodes: { control: 'boolean', description: 'Leaves the member’s codes out' },
    available: { control: 'number', table: { category: 'the club' } },
    '--vafa-rewards-color': { control: 'color', description: 'The drawn pictures', table: { category: 'tokens' } },
    ...tokens,
  },
  render: playgroundOf('vafa-rewards', rewardsState('the catalogue'), ({ element, club }, args) => {
    for (const name of ['wallet', 'kinds', 'limit']) element.setAttribute(name, `${args[name] ?? ''}`);
    element.toggleAttribute('hide-codes', args['hideCodes'] === true);
    club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: Math.round(Number(args['available'] ?? 0)) })] }));
  }),
};

export const Ready: Story = state('ready');
export const Short: Story = state('short');
export const LockedByTier: Story = state('locked by tier');
export const LockedByATierNobodyNames: Story = state('locked by a tier nobody names');
export const LockedBySegment: Story = state('locked by segment');
export const NotStarted: Story = state('not started');
export const NotStartedNoDayKnown: Story = state('not started, no day known');
export const Ended: Story = state('ended');
export const EndedNoDayKnown: Story = state('ended, no day known');
export const SoldOut: Story = state('sold out');
export const CoolingDown: Story = state('cooling down');
export const CoolingDownNoDayKnown: Story = state('cooling down, no day known');
export const LimitReached: Story = state('limit reached');
export const BasketTooSmall: Story = state('basket too small');
export const BasketTooSmallSaysTheBackend: Story = state('basket too small, says the backend');
export const Claimed: Story = state('claimed');
export const OnItsWay: Story = state('on its way');
export const NotOpenForAnotherReason: Story = state('not open for another reason');
export const Free: Story = state('free');
export const APriceToChoose: Story = state('a price to choose');
export const APriceToChooseInMoney: Story = state('a price to choose, in money');
export const TheCatalogue: Story = state('the catalogue');
export const TheFirstTwo: Story = state('the first two');
export const SomeKindsOnly: Story = state('some kinds only');
export const NoRewards: Story = state('no rewards');
export const AWalletWithoutRewards: Story = state('a wallet without rewards');
export const APictureThatDoesNotCome: Story = state('a picture that does not come');
export const HostileTexts: Story = state('hostile texts');
export const RedeemConfirm: Story = state('redeem: confirm');
export const RedeemChooseHowMuch: Story = state('redeem: choose how much');
export const RedeemSending: Story = state('redeem: sending');
export const RedeemTheCode: Story = state('redeem: the code');
export const RedeemOnItsWay: Story = state('redeem: on its way');
export const RedeemChecking: Story = state('redeem: checking');
export const RedeemCheckingTheShopCannotBeReached: Story = state('redeem: checking, the shop cannot be reached');
export const RedeemTheBalanceHasChanged: Story = state('redeem: the balance has changed');
export const RedeemNotEnough: Story = state('redeem: not enough');
export const RedeemJustGone: Story = state('redeem: just gone');
export const RedeemHadAsOftenAsMayBe: Story = state('redeem: had as often as may be');
export const RedeemNotAccepted: Story = state('redeem: not accepted');
export const RedeemNotAMember: Story = state('redeem: not a member');
export const RedeemTooFast: Story = state('redeem: too fast');
export const RedeemForAnotherReason: Story = state('redeem: for another reason');
export const CodeInTheBasket: Story = state('code: in the basket');
export const CodeRefusedByTheBasket: Story = state('code: refused by the basket');
export const CodeTheBasketIsSilent: Story = state('code: the basket is silent');
export const CodesSomeOfEach: Story = state('codes: some of each');
export const CodesNone: Story = state('codes: none');
export const CodesFailed: Story = state('codes: failed');
export const CodesUndo: Story = state('codes: undo?');
export const AFailedOne: Story = state('a failed one');
export const Guest: Story = state('guest');
export const GuestNoAddressToSignIn: Story = state('guest, no address to sign in');
export const SignInRanOut: Story = state('sign-in ran out');
export const SignInRanOutNoAddressToSignIn: Story = state('sign-in ran out, no address to sign in');
export const NotEnrolled: Story = state('not enrolled');
export const Joining: Story = state('joining');
export const JoiningFailed: Story = state('joining failed');
export const NotEnrolledTheClubTakesNobodyNow: Story = state('not enrolled, the club takes nobody now');
export const MembershipPaused: Story = state('membership paused');
export const Loading: Story = state('loading');
export const Refreshing: Story = state('refreshing');
export const CouldNotBeRefreshed: Story = state('could not be refreshed');
export const FailedUnavailable: Story = state('failed: unavailable');
export const FailedTimeout: Story = state('failed: timeout');
export const FailedRateLimited: Story = state('failed: rate limited');
export const FailedInvalid: Story = state('failed: invalid');
export const FailedForbidden: Story = state('failed: forbidden');
export const FailedUnsupported: Story = state('failed: unsupported');
export const FailedNotFound: Story = state('failed: not found');

export const FromThePageToTheCode: Story = scene('from the page to the code', 'the catalogue', async (stage) => {
  await openDialog(stage);
  await userEvent.click(get(stage.element, '[data-confirm]'));
  await until(() => find(stage.element, 'dialog .digits'), 'the code');
  await userEvent.click(get(stage.element, 'dialog > .actions .quiet'));
  await expect(find(stage.element, 'dialog[open]')).toBeNull();
});

export const UndoneAgain: Story = scene('undone again', 'ready', async (stage) => {
  await redeem(stage);
  await until(() => find(stage.element, 'dialog .digits'), 'the code');
  await userEvent.click(get(stage.element, 'dialog > .actions .quiet'));
  await openCodes(stage);
  await userEvent.click(get(stage.element, '.codes button[aria-label]'));
  await until(() => find(stage.element, '.codes [role=alert]'), 'the question');
  await userEvent.click(get(stage.element, '.codes .actions:last-child .action:not(.quiet)'));
  await until(() => find(stage.element, '.old'), 'what is over');
});
