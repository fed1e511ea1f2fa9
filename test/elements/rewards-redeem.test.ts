import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { memberId } from '../../stories/clubs.js';
import { openDialog, redeem, rewardsState } from '../../stories/rewards.states.js';
import { find, get, showing, until, type State } from '../../stories/stage.js';
import { balanceOf, clear, code, codeIn, confirm, dialog, over, ready, watching } from './rewards-support.js';
import { enter, frames, leave, listening, plain, said } from './support.js';

afterEach(clear);

describe('redeeming', () => {
  listening();

  it('takes two actions from the page to the code, by pointer', async () => {
    const stage = await enter('vafa-rewards', ready);
    get(stage.element, '.reward button.action').click();
    await until(() => find(stage.element, 'dialog[open] [data-confirm]'), 'the dialog');
    confirm(stage).click();
    await code(stage);
    expect(codeIn(stage)).to.match(/^TEA-/);
    expect(await balanceOf(stage)).to.equal(750);
  });

  it('takes two actions by keyboard, and gives the focus back', async () => {
    const stage = await enter('vafa-rewards', ready);
    const button = get(stage.element, '.reward button.action');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => stage.element.shadowRoot?.activeElement === find(stage.element, '[data-confirm]') && find(stage.element, '[data-confirm]'), 'the focus on the one button');
    await sendKeys({ press: 'Enter' });
    await code(stage);
    expect(get(stage.element, 'dialog').contains(stage.element.shadowRoot?.activeElement ?? null)).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog(stage).open && stage.element.shadowRoot?.activeElement === button, 'the focus on the button it began with');
  });

  it('says before and after, and takes exactly what it said', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    await openDialog(stage);
    expect(plain(get(stage.element, 'dl').textContent ?? '')).to.equal('You have1,250 pointsIt costs500 pointsYou keep750 pointsIt is worth50,000 toman');
    confirm(stage).click();
    await code(stage);
    expect(wishes.map(({ input }) => input)).to.deep.equal([{ rewardId: 'tea', cost: 500, balance: 1_250 }]);
    await until(() => said(stage.element).includes('750 points to spend'), 'the new balance');
  });

  it('asks the page first, and does nothing where the page does it', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    const asked: Event[] = [];
    stage.provider.addEventListener('vafa-reward-redeem-request', (event) => (asked.push(event), event.preventDefault()));
    await openDialog(stage);
    confirm(stage).click();
    await until(() => !dialog(stage).open, 'a closed dialog');
    await frames();
    expect(asked).to.have.lengthOf(1);
    expect(wishes).to.have.lengthOf(0);
  });

  it('tells the page of the redemption, never of the code', async () => {
    const stage = await enter('vafa-rewards', ready);
    const told: string[] = [];
    stage.provider.addEventListener('vafa-reward-redeemed', (event) => told.push(JSON.stringify({ rewardId: event.rewardId, redemptionId: event.redemptionId, all: Object.values(event) })));
    await redeem(stage);
    await code(stage);
    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.contain('"rewardId":"tea","redemptionId":"redemption-1"').and.not.to.contain('TEA-');
  });

  it('can be left by the button and by the escape key, and nothing is done', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    await openDialog(stage);
    get(stage.element, 'dialog .quiet').click();
    await until(() => !dialog(stage).open, 'a closed dialog');
    await openDialog(stage);
    await sendKeys({ press: 'Escape' });
    await until(() => !dialog(stage).open && !find(stage.element, '[data-confirm]'), 'a closed dialog');
    expect(wishes).to.have.lengthOf(0);
  });

  it('gives the focus to the card where the reward is not shown any more', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openDialog(stage);
    get(stage.element, '.reward').removeAttribute('data-reward');
    get(stage.element, '.reward button.action').remove();
    await sendKeys({ press: 'Escape' });
    await until(() => stage.element.shadowRoot?.activeElement?.localName === 'section', 'the focus on the card');
  });

  it('follows what was on its way until its code is there', async () => {
    const stage = await enter('vafa-rewards', rewardsState('redeem: on its way'));
    stage.club.change(memberId, (record) => ({ ...record, redemptions: record.redemptions.map((told) => (locale) => ({ ...told(locale), state: 'issued', code: 'LATE-1' })) }));
    await until(() => codeIn(stage, 'dialog') === 'LATE-1', 'the late code');
  });

  it('says that points are back when what was on its way fails', async () => {
    const stage = await enter('vafa-rewards', rewardsState('redeem: on its way'));
    stage.club.change(memberId, (record) => ({ ...record, redemptions: record.redemptions.map((told) => (locale) => ({ ...told(locale), state: 'failed' })) }));
    await until(() => said(stage.element).includes('It did not work out. What it cost is back.'), 'the failure');
  });
});

describe('a reward cannot be had twice for one wish', () => {
  listening();

  it('by a double click, nor by Enter together with a click', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    await openDialog(stage);
    const button = confirm(stage);
    const click = (detail: number): boolean => button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
    click(1);
    click(2);
    click(0);
    button.click();
    await code(stage);
    expect(wishes).to.have.lengthOf(1);
    expect(await balanceOf(stage)).to.equal(750);
  });

  it('by the second click of a double click that opened the dialog', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    await openDialog(stage);
    confirm(stage).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 2 }));
    await frames();
    expect(wishes).to.have.lengthOf(0);
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    confirm(stage).dispatchEvent(held);
    expect(held.defaultPrevented).to.equal(true);
  });

  it('in two elements on one page', async () => {
    const { wishes, wrap } = watching();
    const stage = await enter('vafa-rewards', ready, undefined, { wrap });
    const second = document.createElement('vafa-rewards');
    stage.provider.append(second);
    await showing(second, 'ready');
    stage.club.knobs.latency = 120;
    await redeem(stage);
    const other = { ...stage, element: second };
    second.shadowRoot?.querySelector<HTMLElement>('.reward button.action')?.click();
    await until(() => find(second, 'dialog[open]'), 'the other dialog');
    expect(find(second, '[data-confirm]') === null).to.equal(true);
    await code(stage);
    await until(() => codeIn(other), 'the code in both');
    expect(wishes).to.have.lengthOf(1);
    expect(await balanceOf(stage)).to.equal(750);
  });

  it('by a reload while its answer is lost: the same key goes out again, and the code shows', async () => {
    const { wishes, wrap } = watching();
    const api = 'https://reload.example';
    const state = over({ api });
    const scene = state.scene();
    const same: State = { ...state, scene: () => scene };
    scene.club.knobs.loseAnswers = true;
    const first = await enter('vafa-rewards', same, undefined, { wrap });
    await redeem(first);
    await until(() => said(first.element).includes('We are checking what became of it.'), 'checking');
    expect(said(first.element)).not.to.match(/fail|did not work/i);
    // What a reload leaves: the storage of the tab, and nothing else.
    leave();
    scene.club.knobs.latency = 60;
    const stage = await enter('vafa-rewards', same, undefined, { wrap });
    await until(() => said(stage.element).includes('We are checking what became of it.'), 'checking');
    scene.club.knobs.loseAnswers = false;
    await code(stage, '.outcome');
    expect(new Set(wishes.map(({ key }) => key)).size).to.equal(1);
    expect(new Set(wishes.map(({ input }) => JSON.stringify(input))).size).to.equal(1);
    expect(await balanceOf(stage)).to.equal(750);
    expect(sessionStorage.length).to.equal(0);
  });

  it('remembers nothing of who the member is', async () => {
    const stage = await enter('vafa-rewards', over({ api: 'https://trace.example' }));
    stage.club.knobs.loseAnswers = true;
    await redeem(stage);
    await until(() => sessionStorage.length > 0, 'what is kept');
    const kept = JSON.stringify({ ...sessionStorage });
    expect(kept).to.contain('tea').and.not.to.contain(memberId).and.not.to.contain('a-token');
  });

  it('where the page may store nothing', async () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const { wishes, wrap } = watching();
      const stage = await enter('vafa-rewards', ready, undefined, { wrap });
      stage.club.knobs.loseAnswers = true;
      await redeem(stage);
      await until(() => said(stage.element).includes('We are checking'), 'checking');
      stage.club.knobs.loseAnswers = false;
      get(stage.element, 'dialog .action:not(.quiet)').click();
      await code(stage);
      expect(new Set(wishes.map(({ key }) => key)).size).to.equal(1);
      expect(await balanceOf(stage)).to.equal(750);
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});
