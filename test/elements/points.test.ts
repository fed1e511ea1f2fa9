import { memberId, rich } from '../../stories/clubs.js';
import { pointsState, pointsStates } from '../../stories/points.states.js';
import { widgetContract } from './widget-contract.js';

widgetContract('vafa-points', pointsStates, {
  state: pointsState('ready'),
  change: (club) => club.change(memberId, (record) => ({ ...record, wallets: () => [{ ...rich, available: 1_370 }] })),
  before: '1,250 points',
  after: '1,370 points',
});
