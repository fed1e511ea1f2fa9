import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import { standing } from '../src/adapters/memory/state.js';
import { day, memberId } from './clubs.js';
import { find, get, showing, until } from './stage.js';
import { playgroundOf, sceneOf, storyOf, tokens } from './support.js';
import { tierState, tierStates } from './tier.states.js';

type Story = StoryObj;
const state = storyOf('vafa-tier', tierStates);
const scene = sceneOf('vafa-tier', tierStates);

const meta: Meta = { title: 'Elements/Tier', component: 'vafa-tier' };
export default meta;

/** A control for everything: what the element takes, what the club knows, and the tokens. */
export const Playground: Story = {
  args: { track: '', hidePerks: false, value: 1_250, holdsFor: 90 },
  argTypes: {
    track: { control: 'text', description: 'Id of the ladder to show' },
    hidePerks: { control: 'boolean', description: 'Leaves the perks out' },
    value: { control: { type: 'range', min: 0, max: 3_000, step: 10 }, description: 'Points that count', table: { category: 'the club' } },
    holdsFor: { control: 'number', description: 'Days', table: { category: 'the club' } },
    '--vafa-tier-color': { control: 'color', description: 'Colour of the tier’s mark', table: { category: 'tokens' } },
    ...tokens,
  },
  render: playgroundOf('vafa-tier', tierState('climbing'), ({ element, club }, args) => {
    element.setAttribute('track', `${args['track'] ?? ''}`);
    element.toggleAttribute('hide-perks', args['hidePerks'] === true);
    const tiers = standing(Math.round(Number(args['value'] ?? 0)), day(Number(args['holdsFor'] ?? 0)));
    club.change(memberId, (record) => ({ ...record, tiers }));
  }),
};

export const Climbing: Story = state('climbing');
export const AllOfSeveralCriteria: Story = state('all of several criteria');
export const AnyOfSeveralCriteria: Story = state('any of several criteria');
export const ThePaceLeadsUp: Story = state('the pace leads up');
export const ThePaceKeepsIt: Story = state('the pace keeps it');
export const ThePaceLeadsDown: Story = state('the pace leads down');
export const AllTiers: Story = state('all tiers');
export const AHigherTierReached: Story = state('a higher tier reached');
export const AHigherTierReachedSinceTheLastVisit: Story = state('a higher tier reached since the last visit');
export const OnlyWhatIsMissingIsKnown: Story = state('only what is missing is known');
export const OnlyTheTiersAreKnown: Story = state('only the tiers are known');
export const Top: Story = state('top');
export const NoneYet: Story = state('none yet');
export const OnePointIsMissing: Story = state('one point is missing');
export const PastTheTarget: Story = state('past the target');
export const Spend: Story = state('spend');
export const Orders: Story = state('orders');
export const Friends: Story = state('friends');
export const ACountOfTheShopsOwn: Story = state('a count of the shop’s own');
export const WhatKeepsIt: Story = state('what keeps it');
export const WhatKeepsItCountedAnew: Story = state('what keeps it, counted anew');
export const TopWithWhatKeepsIt: Story = state('top, with what keeps it');
export const NoTiers: Story = state('no tiers');
export const ALadderThatIsNotThere: Story = state('a ladder that is not there');
export const WithoutPerks: Story = state('without perks');
export const HostileTexts: Story = state('hostile texts');
export const GuestAClubWithoutTiers: Story = state('guest, a club without tiers');
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

/** A click joins; the card then shows the first tier. */
export const Joins: Story = scene('joins', 'not enrolled', async ({ element }) => {
  await until(() => find(element, 'button[part=action]'), 'the button to join');
  await userEvent.click(get(element, 'button[part=action]'));
  await showing(element, 'ready');
  await expect(get(element, '[part=value]')).toHaveTextContent(/\S/);
});

/** The shop can be reached again; a click asks it. */
export const TriesAgain: Story = scene('tries again', 'failed: unavailable', async ({ element, club }) => {
  club.knobs.fail = undefined;
  await userEvent.click(get(element, 'button[part=action]'));
  await showing(element, 'ready');
  await expect(get(element, '[part=value]')).toHaveTextContent(/\S/);
});

/** A new tier is reached while the page is open. */
export const Climbs: Story = scene('climbs', 'climbing', async ({ element, club }) => {
  club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) }));
  await until(() => find(element, 'progress') === null, 'the top');
  await expect(get(element, '[role=status]')).toHaveTextContent(/Gold|طلایی/);
});
