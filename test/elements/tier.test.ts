import { standing } from '../../src/adapters/memory/state.js';
import { memberId } from '../../stories/clubs.js';
import type { State } from '../../stories/stage.js';
import { tierStates } from '../../stories/tier.states.js';
import { widgetContract } from './widget-contract.js';

const climbing = tierStates.find(({ name }): boolean => name === 'climbing');
if (!climbing) throw new Error('The state “climbing” is missing.');
const state: State = climbing;

widgetContract('vafa-tier', tierStates, {
  state,
  change: (club) => club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) })),
  before: '750 points to Gold',
  after: 'You have reached the highest tier.',
});
