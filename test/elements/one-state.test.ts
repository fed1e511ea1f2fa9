import { expect } from '@open-wc/testing';
import { withSnapshot } from '../../src/adapters/snapshot.js';
import type { PortalAdapter } from '../../src/adapters/port.js';
import { memberId, wallet } from '../../stories/clubs.js';
import { redeem } from '../../stories/rewards.states.js';
import { get, settingsOf, showing, until } from '../../stories/stage.js';
import { code, ready } from './rewards-support.js';
import { enter, leave, listening, room, said } from './support.js';

/** Counts the snapshots a page asks for. */
function counting() {
  const calls: string[] = [];
  const wrap = (adapter: PortalAdapter): PortalAdapter => {
    const whole = withSnapshot(adapter);
    return { ...whole, snapshot: (includes, call) => (calls.push(includes.map(({ read }) => read).join()), whole.snapshot(includes, call)) };
  };
  return { calls, wrap };
}

describe('one state', () => {
  listening();
  afterEach(leave);

  it('a redemption in one element shows in the others in the same frame, without another request', async () => {
    const { calls, wrap } = counting();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    const points = document.createElement('vafa-points');
    const second = document.createElement('vafa-rewards');
    stage.provider.append(points, second);
    for (const element of [points, second]) element.style.cssText = 'position: fixed; inset-block-start: 0; inline-size: 320px';
    await showing(points, 'ready');
    await showing(second, 'ready');
    const before = calls.length;
    const balances: string[][] = [];
    stage.provider.addEventListener('vafa-reward-redeemed', () =>
      requestAnimationFrame(() => balances.push([points, second, stage.element].map((element) => /750/.exec(said(element))?.[0] ?? 'old'))),
    );
    await redeem(stage);
    await code(stage);
    await until(() => balances.length === 1, 'the frame after the redemption');
    expect(balances).to.deep.equal([['750', '750', '750']]);
    expect(calls.slice(before)).to.deep.equal([]);
  });

  it('what nobody has seen yet shows no number that others no longer do', async () => {
    const stage = await enter('vafa-rewards', ready);
    const far = document.createElement('vafa-points');
    far.style.marginBlockStart = '5000px';
    stage.provider.append(far);
    await redeem(stage);
    await code(stage);
    expect(said(far)).not.to.include('1,250');
    far.style.marginBlockStart = '';
    far.style.cssText = 'position: fixed; inset-block-start: 0';
    await until(() => said(far).includes('750'), 'the balance once it is in sight');
  });

  it('a balance that changed is said once, however many elements show it', async () => {
    const { provider, element, club } = await enter('vafa-rewards', ready);
    const others = [document.createElement('vafa-points'), document.createElement('vafa-points')];
    provider.append(...others);
    for (const each of others) each.style.cssText = 'position: fixed; inset-block-start: 0; inline-size: 320px';
    for (const each of others) await showing(each, 'ready');
    club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 2_000 })] }));
    await until(() => [element, ...others].every((each) => said(each).includes('2,000')), 'the new balance');
    const news = [element, ...others].map((each) => get(each, '[role=status]').textContent).filter(Boolean);
    expect(news).to.have.lengthOf(1);
    expect(news[0]).to.include('2,000');
  });

  it('and in another window of the same club', async () => {
    const api = 'https://one-state.example';
    const here = await enter('vafa-rewards', ready, undefined, { config: { api } });
    const there = document.createElement('vafa-provider');
    there.config = settingsOf({ club: here.club }, { config: { api } });
    const points = document.createElement('vafa-points');
    there.append(points);
    room().append(there);
    await showing(points, 'ready');
    expect(said(points)).to.include('1,250');
    await redeem(here);
    await until(() => said(points).includes('750'), 'the new balance in the other window');
  });
});
