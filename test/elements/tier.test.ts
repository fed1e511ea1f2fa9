import { standing } from '../../src/adapters/memory/state.js';
import { memberId } from '../../stories/clubs.js';
import { tierState, tierStates } from '../../stories/tier.states.js';
import { widgetContract } from './widget-contract.js';

widgetContract('vafa-tier', tierStates, {
  state: tierState('climbing'),
  change: (club) => club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) })),
  before: '750 points to Gold',
  after: 'You have reached the highest tier.',
});
