import { expect } from '@open-wc/testing';
import { memberId, rich } from '../../stories/clubs.js';
import { pointsState, pointsStates } from '../../stories/points.states.js';
import { enter, leave, said } from './support.js';
import { widgetContract } from './widget-contract.js';

widgetContract('vafa-points', pointsStates, {
  state: pointsState('ready'),
  change: (club) => club.change(memberId, (record) => ({ ...record, wallets: () => [{ ...rich, available: 1_370 }] })),
  before: '1,250 points',
  after: '1,370 points',
});

describe('a balance that is money', () => {
  afterEach(leave);

  it('is not said to be worth itself', async () => {
    const { element } = await enter('vafa-points', pointsState('credit in money'));
    expect(said(element)).to.contain('€19.99').and.not.contain('Worth');
    const points = await enter('vafa-points', pointsState('ready'));
    expect(said(points.element)).to.contain('Worth');
  });
});
