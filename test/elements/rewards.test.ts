import { memberId, wallet } from '../../stories/clubs.js';
import { rewardsState, rewardsStates } from '../../stories/rewards.states.js';
import { widgetContract } from './widget-contract.js';

widgetContract('vafa-rewards', rewardsStates, {
  state: rewardsState('ready'),
  change: (club) => club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 430 })] })),
  before: '1,250 points to spend',
  after: '430 points to spend',
});
