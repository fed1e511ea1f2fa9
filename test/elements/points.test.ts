import { pointsStates } from '../../stories/points.states.js';
import { rich } from '../../stories/clubs.js';
import { memberId } from '../../stories/clubs.js';
import type { State } from '../../stories/stage.js';
import { widgetContract } from './widget-contract.js';

const ready = pointsStates.find(({ name }): boolean => name === 'ready');
if (!ready) throw new Error('The state “ready” is missing.');
const state: State = ready;

widgetContract('vafa-points', pointsStates, {
  state,
  change: (club) => club.change(memberId, (record) => ({ ...record, wallets: () => [{ ...rich, available: 1_370 }] })),
  before: '1,250 points',
  after: '1,370 points',
});
