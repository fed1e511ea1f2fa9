import { expect } from '@open-wc/testing';
import { traceOf } from '../../src/client/trace.js';
import { memberId, wallet } from '../../stories/clubs.js';
import { redemptionOf, rewardOf, shopOf } from '../../stories/rewards.states.js';
import { find, until, type Scene } from '../../stories/stage.js';
import { balanceOf, clear, code, codeIn, ready, watching } from './rewards-support.js';
import { enter, frames, listening } from './support.js';

afterEach(clear);

const api = 'https://later.example';
const hour = 3_600_000;

/** Leaves in the tab what a wish of an hour ago left there, and comes back. */
async function comeBack(club: Scene['club'], sentAt = Date.now() - hour) {
  const seenAt = new Date(Date.now() - hour).toISOString();
  sessionStorage.setItem(`vafa:redeem:${api}`, `k1 500 1250 ${seenAt} ${sentAt} ${traceOf(api, memberId)} tea`);
  const { wishes, wrap } = watching();
  const stage = await enter('vafa-rewards', { ...ready, scene: () => ({ club, config: { api } }) }, undefined, { wrap });
  return { stage, wishes };
}

describe('a wish nobody heard of for an hour', () => {
  listening();

  it('is not sent any more: the member does not expect to pay now', async () => {
    const { stage, wishes } = await comeBack(shopOf([rewardOf()]));
    await until(() => sessionStorage.length === 0, 'the wish let go');
    await frames();
    expect(wishes).to.have.lengthOf(0);
    expect(find(stage.element, '.outcome') === null, 'nothing said of it').to.equal(true);
    expect(await balanceOf(stage)).to.equal(1_250);
  });

  it('shows its code where it had been done', async () => {
    const { stage, wishes } = await comeBack(shopOf([rewardOf()], { redemptions: [redemptionOf({ at: new Date(Date.now() - hour / 2).toISOString() })] }));
    await code(stage, '.outcome');
    expect(codeIn(stage, '.outcome')).to.equal('TEA-7F3K');
    expect(wishes).to.have.lengthOf(0);
    expect(sessionStorage.length).to.equal(0);
  });

  it('is let go where the shop can never say what became of it', async () => {
    const club = shopOf([rewardOf()]);
    club.knobs.fail = (operation) => (operation === 'redemptions' ? 'unsupported' : undefined);
    const { stage, wishes } = await comeBack(club);
    await until(() => sessionStorage.length === 0, 'the wish let go');
    expect([wishes.length, find(stage.element, '.outcome') === null]).to.deep.equal([0, true]);
  });

  it('is kept until the shop can say what became of it', async () => {
    const club = shopOf([rewardOf()]);
    club.knobs.fail = (operation) => (operation === 'redemptions' ? 'unavailable' : undefined);
    const { wishes } = await comeBack(club);
    await frames(20);
    expect(sessionStorage.length).to.equal(1);
    club.knobs.fail = undefined;
    dispatchEvent(new Event('online'));
    await until(() => sessionStorage.length === 0, 'the wish let go');
    expect(wishes).to.have.lengthOf(0);
  });

  it('is sent again where it is but a minute old', async () => {
    const { stage, wishes } = await comeBack(shopOf([rewardOf()]), Date.now() - 60_000);
    await code(stage, '.outcome');
    expect(wishes.map(({ key }) => key)).to.deep.equal(['k1']);
    expect(await balanceOf(stage)).to.equal(750);
  });

  it('is kept while it may be what changed the balance, until the shop can say so', async () => {
    const club = shopOf([rewardOf()], { wallets: () => [wallet({ available: 750 })], redemptions: [redemptionOf({ at: new Date(Date.now() - 30_000).toISOString() })] });
    club.knobs.fail = (operation) => (operation === 'redemptions' ? 'unavailable' : undefined);
    const { stage, wishes } = await comeBack(club, Date.now() - 60_000);
    await until(() => wishes.length, 'the wish sent again');
    await frames(20);
    expect(sessionStorage.length).to.equal(1);
    expect(find(stage.element, '.outcome')?.textContent ?? '').not.to.include('nothing was taken');
    club.knobs.fail = undefined;
    dispatchEvent(new Event('online'));
    await code(stage, '.outcome');
    expect(codeIn(stage, '.outcome')).to.equal('TEA-7F3K');
    expect(sessionStorage.length).to.equal(0);
    expect(await balanceOf(stage)).to.equal(750);
  });
});
