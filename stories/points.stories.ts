import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import { day, memberId, wallet } from './clubs.js';
import { pointsStates, pointsState } from './points.states.js';
import { find, get, showing, until } from './stage.js';
import { playgroundOf, sceneOf, storyOf, tokens } from './support.js';

type Story = StoryObj;
const state = storyOf('vafa-points', pointsStates);
const scene = sceneOf('vafa-points', pointsStates);

const meta: Meta = { title: 'Elements/Points', component: 'vafa-points' };
export default meta;

/** A control for everything: what the element takes, what the club knows, and the tokens. */
export const Playground: Story = {
  args: { wallet: '', hideActivity: false, available: 1_250, pending: 120, worth: 1_250_000, expiring: 80, expiresIn: 12 },
  argTypes: {
    wallet: { control: 'text', description: 'Id of the wallet to show' },
    hideActivity: { control: 'boolean', description: 'Leaves the activities out' },
    available: { control: 'number', table: { category: 'the club' } },
    pending: { control: 'number', table: { category: 'the club' } },
    worth: { control: 'number', description: 'In rials', table: { category: 'the club' } },
    expiring: { control: 'number', table: { category: 'the club' } },
    expiresIn: { control: 'number', description: 'Days', table: { category: 'the club' } },
    '--vafa-points-size': { control: 'text', description: 'Size of the balance', table: { category: 'tokens' } },
    ...tokens,
  },
  render: playgroundOf('vafa-points', pointsState('ready'), ({ element, club }, args) => {
    element.setAttribute('wallet', `${args['wallet'] ?? ''}`);
    element.toggleAttribute('hide-activity', args['hideActivity'] === true);
    const number = (name: string): number => Math.round(Number(args[name] ?? 0));
    const balance = wallet({
      available: number('available'),
      pending: Math.max(0, number('pending')),
      worth: { minor: number('worth'), currency: 'IRR' },
      expiring: [{ amount: Math.max(0, number('expiring')), at: day(number('expiresIn')) }],
    });
    club.change(memberId, (record) => ({ ...record, wallets: () => [balance] }));
  }),
};

export const Ready: Story = state('ready');
export const OnePoint: Story = state('one point');
export const OnTheWayInSeveralParts: Story = state('on the way in several parts');
export const OnTheWayWithoutADay: Story = state('on the way without a day');
export const NothingYet: Story = state('nothing yet');
export const NothingYetSomeOnTheWay: Story = state('nothing yet, some on the way');
export const Negative: Story = state('negative');
export const SeveralBalances: Story = state('several balances');
export const SeveralBalancesOneAskedFor: Story = state('several balances, one asked for');
export const ABalanceThatIsNotThere: Story = state('a balance that is not there');
export const Decimals: Story = state('decimals');
export const CreditInMoney: Story = state('credit in money');
export const CreditInToman: Story = state('credit in toman');
export const CreditWithoutACurrency: Story = state('credit without a currency');
export const Stamps: Story = state('stamps');
export const AUnitTheShopNamed: Story = state('a unit the shop named');
export const AVeryLongName: Story = state('a very long name');
export const HostileTexts: Story = state('hostile texts');
export const ActivityWithReasons: Story = state('activity with reasons');
export const ActivityOnlyWhatWasSpent: Story = state('activity, only what was spent');
export const ActivityNothingLikeIt: Story = state('activity, nothing like it');
export const ActivityOfChosenDays: Story = state('activity of chosen days');
export const ActivityPageAfterPage: Story = state('activity, page after page');
export const WaysToEarn: Story = state('ways to earn');
export const WaysToEarnLongToTell: Story = state('ways to earn that are long to tell');
export const AWayToEarnDone: Story = state('a way to earn done');
export const WaysToEarnFailed: Story = state('ways to earn failed');
export const WithAMemberCard: Story = state('with a member card');
export const TheMemberCardOverTheWholeScreen: Story = state('the member card, over the whole screen');
export const AStampCard: Story = state('a stamp card');
export const AStampCardOneMissing: Story = state('a stamp card, one missing');
export const AStampCardBegunBesideTwoFullOnes: Story = state('a stamp card begun beside two full ones');
export const AFullStampCard: Story = state('a full stamp card');
export const NoStampCard: Story = state('no stamp card');
export const ActivityOpen: Story = state('activity open');
export const ActivityOpenNothingInIt: Story = state('activity open, nothing in it');
export const ActivityFailed: Story = state('activity failed');
export const WithoutActivity: Story = state('without activity');
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

/** A click joins; the card then shows the balance. */
export const Joins: Story = scene('joins', 'not enrolled', async ({ element }) => {
  await until(() => find(element, 'button[part=action]'), 'the button to join');
  await userEvent.click(get(element, 'button[part=action]'));
  await showing(element, 'ready');
  await expect(get(element, '[part=value]')).toHaveTextContent(/[\d۰-۹]/);
});

/** The shop can be reached again; a click asks it. */
export const TriesAgain: Story = scene('tries again', 'failed: unavailable', async ({ element, club }) => {
  club.knobs.fail = undefined;
  await userEvent.click(get(element, 'button[part=action]'));
  await showing(element, 'ready');
  await expect(get(element, '[part=value]')).toHaveTextContent(/[\d۰-۹]/);
});

/** A click on the quiet line opens the activities. */
export const OpensTheActivity: Story = scene('opens the activity', 'ready', async ({ element }) => {
  await userEvent.click(get(element, 'summary'));
  await until(() => find(element, 'details [part=item]'), 'the last activities');
  await expect(element.shadowRoot?.querySelectorAll('details [part=item]')).toHaveLength(5);
});

/** Points earned elsewhere arrive while the page is open. */
export const Earns: Story = scene('earns', 'ready', async ({ element, club }) => {
  club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 1_370 })] }));
  await until(() => /1,370|۱٬۳۷۰/.test(get(element, '[part=value]').textContent ?? ''), 'the new balance');
  await expect(get(element, '[role=status]')).toHaveTextContent(/1,370|۱٬۳۷۰/);
});
