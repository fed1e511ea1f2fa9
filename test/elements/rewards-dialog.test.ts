import { expect } from '@open-wc/testing';
import type { MemoryRecord } from '../../src/adapters/memory/state.js';
import { memberId, wallet } from '../../stories/clubs.js';
import { openDialog, redeem, rewardOf, rewardsState, shopOf, toman } from '../../stories/rewards.states.js';
import { find, get, showing, until, type Stage } from '../../stories/stage.js';
import { balanceOf, clear, code, codeIn, confirm, dialog, over, ready, watching } from './rewards-support.js';
import { enter, frames, listening, plain, said } from './support.js';

afterEach(clear);

describe('a balance that changed in the meantime', () => {
  listening();

  it('is shown, and the member is asked again with the new numbers', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', rewardsState('redeem: the balance has changed'), undefined, { wrap });
    expect(await balanceOf(stage)).to.equal(1_100);
    confirm(stage).click();
    await code(stage);
    expect(wishes.map(({ input }) => input.balance)).to.deep.equal([1_250, 1_100]);
    expect(new Set(wishes.map(({ key }) => key)).size).to.equal(2);
    expect(await balanceOf(stage)).to.equal(600);
  });

  it('by the same reward in another window shows that code, and spends nothing more', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    const seen = confirm(stage);
    const opened = Date.now();
    await until(() => Date.now() > opened, 'another moment of the clock');
    const other = await stage.club.open({ shopId: 'memory', memberId }).redeem?.({ rewardId: 'tea', cost: 500, balance: 1_250 }, { key: 'another-window' });
    seen.click();
    await code(stage);
    expect(codeIn(stage)).to.equal(other?.result.code);
    expect(await balanceOf(stage)).to.equal(750);
  });
});

describe('a reward that is gone while its dialog is open', () => {
  listening();

  const change = ({ club }: Stage, parts: Partial<MemoryRecord>): void => club.change(memberId, (record) => ({ ...record, ...parts }));

  it('is no longer offered, and the dialog says why', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    change(stage, { obstacles: { tea: { reason: 'stock' } } });
    await until(() => dialog(stage).textContent?.includes('All gone for now.'), 'word of it');
    expect(find(stage.element, '[data-confirm]') === null, 'no way to agree').to.equal(true);
    expect(stage.element.shadowRoot?.activeElement?.textContent).to.include('All gone for now.');
  });

  it('is no longer offered for more than there is, and no balance below zero is promised', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    change(stage, { wallets: () => [wallet({ available: 100 })] });
    await until(() => plain(dialog(stage).textContent ?? '').includes('400 points more and it is yours.'), 'what is missing');
    expect(dialog(stage).textContent).not.to.include('You keep');
    change(stage, { wallets: () => [wallet({ available: 600 })] });
    await until(() => find(stage.element, '[data-confirm]'), 'the way to agree');
    expect(plain(dialog(stage).textContent ?? '')).to.include('You keep100 points');
  });

  it('is not offered again after the balance turned out to be less', async () => {
    const stage: Stage = await enter('vafa-rewards', ready, undefined, {
      wrap: ({ watch: _watch, ...adapter }) => ({ ...adapter, redeem: async (input, call) => (change(stage, { wallets: () => [wallet({ available: 100 })] }), adapter.redeem?.(input, call) ?? Promise.reject()) }),
    });
    await redeem(stage);
    await until(() => plain(dialog(stage).textContent ?? '').includes('Your balance or the price has changed in the meantime, and nothing was taken. These are the new numbers. 400 points more and it is yours.'), 'word of it');
    expect(find(stage.element, '[data-confirm]') === null, 'no way to agree').to.equal(true);
  });
});

describe('the dialog on a page that changes', () => {
  listening();

  const clickable = (): boolean => {
    const button = document.createElement('button');
    button.textContent = 'page';
    button.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9';
    document.body.append(button);
    const { x, y } = button.getBoundingClientRect();
    const top = document.elementFromPoint(x + 2, y + 2);
    button.remove();
    return top === button;
  };

  it('stays where its element is moved', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    const place = document.createElement('div');
    stage.provider.append(place);
    place.append(stage.element);
    await until(() => dialog(stage).matches(':modal'), 'the dialog again');
    expect(clickable()).to.equal(false);
    confirm(stage).click();
    await code(stage);
  });

  it('goes with its element, and leaves the page usable', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    stage.element.remove();
    await frames();
    expect(clickable()).to.equal(true);
    stage.provider.append(stage.element);
    await showing(stage.element, 'ready');
    expect(dialog(stage).open).to.equal(false);
    await openDialog(stage);
  });

  it('closes when somebody else is here, and shows them nothing of it', async () => {
    const stage = await enter('vafa-rewards', ready);
    stage.club.knobs.loseAnswers = true;
    await redeem(stage);
    await until(() => said(stage.element).includes('We are checking'), 'checking');
    stage.club.knobs.loseAnswers = false;
    stage.provider.identify(null);
    await showing(stage.element, 'guest');
    expect(dialog(stage).open).to.equal(false);
    expect(clickable()).to.equal(true);
    expect(sessionStorage.length).to.equal(0);
    stage.provider.identify(() => 'b-token');
    await showing(stage.element, 'ready');
    await frames(20);
    expect(find(stage.element, '.outcome') === null, 'nothing of it').to.equal(true);
  });

  it('closes when the member signs in anew, and what became of their wish shows all the same', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    stage.club.knobs.loseAnswers = true;
    await redeem(stage);
    await until(() => said(stage.element).includes('We are checking'), 'checking');
    stage.club.knobs.loseAnswers = false;
    stage.provider.identify(() => 'b-token');
    await until(() => !dialog(stage).open, 'a closed dialog');
    await code(stage, '.outcome');
    expect(new Set(wishes.map(({ key }) => key)).size).to.equal(1);
    expect(await balanceOf(stage)).to.equal(750);
    get(stage.element, '.outcome > .actions button').click();
    await until(() => !find(stage.element, '.outcome'), 'what was seen gone');
  });

  it('closes when a renewed token speaks for somebody else, and shows them no code', async () => {
    const stage = await enter('vafa-rewards', rewardsState('redeem: the code'));
    const shown = codeIn(stage, 'dialog');
    stage.club.change(memberId, (record) => ({ ...record, redemptions: [], member: { ...record.member, id: 'mina' } }));
    await until(() => !dialog(stage).open, 'a closed dialog');
    await frames();
    expect(shown).to.match(/^TEA-/);
    expect(said(stage.element)).not.to.include(shown);
    expect(find(stage.element, '.outcome') === null, 'nothing of it').to.equal(true);
  });

  it('forgets what another member of the same tab left unsettled', async () => {
    sessionStorage.setItem('vafa:redeem:https://two.example', `k1 500 1250 2026-11-01T00:00:00Z ${Date.now()} zzz tea`);
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', over({ api: 'https://two.example' }), undefined, { wrap });
    await until(() => sessionStorage.length === 0, 'nothing kept');
    expect(wishes).to.have.lengthOf(0);
    expect(find(stage.element, '.outcome') === null, 'nothing of it').to.equal(true);
  });
});

describe('a price to choose', () => {
  listening();
  const state = rewardsState('redeem: choose how much');
  const field = ({ element }: Stage, type: string): HTMLInputElement => {
    const found = get(element, `dialog [type=${type}]`);
    if (!(found instanceof HTMLInputElement)) throw new Error(type);
    return found;
  };
  const set = (input: HTMLInputElement, value: string): void => {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };

  it('follows the slider, in words for those who hear it', async () => {
    const stage = await enter('vafa-rewards', state);
    set(field(stage, 'range'), '300');
    await until(() => said(stage.element).includes('Redeem for 300 points'), 'the price');
    expect(said(stage.element)).to.include('You keep950 points').and.to.include('It is worth30,000 toman');
    expect(plain(field(stage, 'range').getAttribute('aria-valuetext') ?? '')).to.equal('300 points, worth 30,000 toman');
    expect(field(stage, 'text').value).to.equal('300');
  });

  for (const typed of ['450', '۴۵۰', '٤٥٠', '\u2068450\u2069']) {
    it(`follows a typed number: ${typed}`, async () => {
      const { wishes, wrap } = watching();
      const stage = await enter('vafa-rewards', state, { locale: 'fa', theme: 'light' }, { wrap });
      set(field(stage, 'text'), typed);
      await until(() => said(stage.element).includes('دریافت با ۴۵۰ امتیاز'), 'the price');
      expect(field(stage, 'range').value).to.equal('450');
      confirm(stage).click();
      await code(stage);
      expect(wishes[0]?.input.cost).to.equal(450);
    });
  }

  it('is kept from the page’s own keys while it is typed; leaving is not', async () => {
    const stage = await enter('vafa-rewards', state);
    const heard: string[] = [];
    const hear = ({ type, key }: KeyboardEvent): void => void heard.push(`${type} ${key}`);
    for (const type of ['keydown', 'keypress', 'keyup'] as const) document.addEventListener(type, hear);
    for (const type of ['keydown', 'keypress', 'keyup']) field(stage, 'text').dispatchEvent(new KeyboardEvent(type, { key: '5', bubbles: true, composed: true }));
    field(stage, 'text').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    for (const type of ['keydown', 'keypress', 'keyup'] as const) document.removeEventListener(type, hear);
    expect(heard).to.deep.equal(['keydown Escape']);
  });

  it('is one price where there is nothing to choose', async () => {
    const stage = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([rewardOf({ price: { kind: 'variable', min: 500, max: 540, step: 50, stepWorth: toman(5_000) } })]) }) });
    expect(said(stage.element)).to.include('500 points · worth 50,000 toman').and.not.to.include('From 500');
    await openDialog(stage);
    expect(find(stage.element, '[type=range]') === null, 'no slider').to.equal(true);
    expect(confirm(stage).textContent).to.include('500 points');
  });

  it('fits a narrow screen whose text is twice as large', async () => {
    const stage = await enter('vafa-rewards', state);
    stage.provider.style.fontSize = '32px';
    await frames();
    dialog(stage).style.maxInlineSize = '260px';
    expect(dialog(stage).scrollWidth).to.equal(dialog(stage).clientWidth);
  });

  it('takes no number that is out of reach or between two steps', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', state, undefined, { wrap });
    for (const typed of ['90', '1300', '125', 'all', '']) {
      set(field(stage, 'text'), typed);
      await until(() => field(stage, 'text').getAttribute('aria-invalid') === 'true', typed);
      expect(confirm(stage).getAttribute('aria-disabled')).to.equal('true');
      expect(find(stage.element, 'dialog dl'), 'the table stays').not.to.equal(null);
      confirm(stage).click();
      await frames(1);
    }
    expect(wishes).to.have.lengthOf(0);
    set(field(stage, 'text'), '1250');
    await until(() => field(stage, 'text').getAttribute('aria-invalid') === 'false', 'a good number');
  });

  it('reaches no further than the balance', async () => {
    const stage = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([rewardOf({ price: { kind: 'variable', min: 100, max: 2_000, step: 50 } })], { wallets: [wallet({ available: 340 })] }) }) });
    await openDialog(stage);
    expect(field(stage, 'range').max).to.equal('300');
  });
});
