import { expect } from '@open-wc/testing';
import type { Unit } from '../../src/domain/unit.schema.js';
import { memberId, wallet } from '../../stories/clubs.js';
import { cartOf, openDialog, rewardOf, rewardsState, shopOf, toman } from '../../stories/rewards.states.js';
import { arrive, find, get, put, until, type Stage } from '../../stories/stage.js';
import { clear, over, ready } from './rewards-support.js';
import { enter, frames, leave, listening, plain, room, said } from './support.js';

afterEach(clear);

describe('the catalogue', () => {
  listening();

  it('begins with what can be had and is nearest to the balance', async () => {
    const { element } = await enter('vafa-rewards', rewardsState('the catalogue'));
    const names = [...(element.shadowRoot?.querySelectorAll('.reward h3') ?? [])].map(({ textContent }) => plain(textContent ?? ''));
    expect(names[0]).to.equal('A box of saffron nabat');
    expect(names.at(-1)).to.equal('A gift card of 500,000 toman');
  });

  it('names what is nearest in points beside a balance of points, however few stamps are missing elsewhere', async () => {
    const stamps: Unit = { id: 'stamps', kind: 'stamps', decimals: 0 };
    const box = rewardOf({ id: 'box', title: () => 'A box', unit: stamps, walletId: 'stamps', price: { kind: 'fixed', cost: 8 } });
    const wallets = [wallet({ available: 460 }), wallet({ id: 'stamps', unit: stamps, available: 2 })];
    const { element } = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([box, rewardOf()], { wallets }) }) });
    expect(said(element)).to.include('460 points to spend · 40 points more for 50,000 toman off');
  });

  it('says what an amount is worth', async () => {
    const { element } = await enter('vafa-rewards', rewardsState('a price to choose'));
    expect(said(element)).to.include('for every 50 points');
  });

  for (const [name, unit, step] of [
    ['of a name of its own', { id: 'credit', kind: 'credit', one: 'toman', other: 'toman', decimals: 0 }, 5_000],
    ['of a currency', { id: 'credit', kind: 'credit', decimals: 0, currency: 'IRR' }, 50_000],
  ] as const) {
    it(`does not say that money ${name} is worth itself`, async () => {
      const price = { kind: 'variable', min: step, max: step * 100, step, stepWorth: toman(5_000) } as const;
      const { element } = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([rewardOf({ unit, price, worth: undefined })]) }) });
      expect(said(element)).to.include('From 5,000').and.not.include('for every');
    });

    for (const [locale, cost, worth] of [['en', 'It costs', 'worth'], ['fa', 'هزینه', 'ارزش']] as const) {
      it(`nor in the dialog, in ${locale}, also ${name}`, async () => {
        const price = { kind: 'variable', min: step, max: step * 100, step, stepWorth: toman(5_000) } as const;
        const own = 'one' in unit && locale === 'fa' ? { ...unit, one: 'تومان', other: 'تومان' } : unit;
        const state = { ...ready, scene: () => ({ club: shopOf([rewardOf({ unit: own, price, worth: undefined })], { wallets: () => [wallet({ id: 'credit', unit: own, available: step * 3 })] }) }) };
        const stage = await enter('vafa-rewards', state, { locale, theme: 'light' });
        await openDialog(stage);
        expect(said(stage.element)).to.include(cost).and.not.include(worth);
        expect(get(stage.element, '[type=range]').getAttribute('aria-valuetext')).not.to.match(/worth|معادل/);
      });
    }
  }

  it('shows the rest at a click, and a keyboard goes on there', async () => {
    const { element } = await enter('vafa-rewards', rewardsState('the first two'));
    expect(element.shadowRoot?.querySelectorAll('.reward')).to.have.lengthOf(2);
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button.quiet') ?? [])].at(-1)?.click();
    await until(() => element.shadowRoot?.querySelectorAll('.reward').length === 7, 'the rest');
    expect(element.shadowRoot?.activeElement).to.equal(element.shadowRoot?.querySelectorAll('.reward')[2]);
  });

  it('of thousands comes a part at a time', async () => {
    const many = Array.from({ length: 5_000 }, (_, at) => rewardOf({ id: `r${at}` }));
    const { element } = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf(many) }) });
    const count = (): number | undefined => element.shadowRoot?.querySelectorAll('.reward').length;
    expect(count()).to.equal(60);
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button.quiet') ?? [])].find(({ textContent }) => textContent === 'Show more')?.click();
    await until(() => count() === 120, 'more');
    expect(element.shadowRoot?.activeElement).to.equal(element.shadowRoot?.querySelectorAll('.reward')[60]);
  });

  for (const width of [900, 360]) {
    it(`has its place kept while a member's loads, ${width} pixels wide`, async () => {
      const wide = (): HTMLElement => {
        const place = room();
        place.style.inlineSize = `${width}px`;
        return place;
      };
      const height = ({ element }: Stage): number => element.getBoundingClientRect().height;
      const three = { ...rewardsState('the first two'), attributes: { limit: '3' } };
      const shown = height(await arrive(put('vafa-rewards', three, { into: wide() })));
      leave();
      const loading = await arrive(put('vafa-rewards', rewardsState('loading'), { into: wide() }));
      await until(() => find(loading.element, '.action'), 'a member');
      expect(Math.abs(height(loading) - shown) / shown).to.be.at.most(0.1);
    });
  }

  it('keeps the focus of a reward whose button goes', async () => {
    const stage = await enter('vafa-rewards', ready);
    get(stage.element, '.reward button.action').focus();
    await until(() => stage.element.shadowRoot?.adoptedStyleSheets.length === 3, 'what redeems');
    stage.club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 10 })] }));
    await until(() => !find(stage.element, '.reward button.action'), 'no button');
    expect(stage.element.shadowRoot?.activeElement?.getAttribute('data-reward')).to.equal('tea');
  });

  it('stands in one, two or three columns, as wide as the element is', async () => {
    const stage = await enter('vafa-rewards', rewardsState('the catalogue'));
    for (const [width, columns] of [[320, 1], [560, 2], [900, 3], [1_600, 3]] as const) {
      stage.element.style.inlineSize = `${width}px`;
      await frames(1);
      expect(getComputedStyle(get(stage.element, '.grid')).gridTemplateColumns.split(' ')).to.have.lengthOf(columns);
    }
  });

  it('moves nothing from under a reader who is at it', async () => {
    const stage = await enter('vafa-rewards', rewardsState('the catalogue'));
    const first = (): string | undefined => find(stage.element, '.reward h3')?.textContent ?? undefined;
    get(stage.element, '.reward summary').click();
    stage.club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 250 })] }));
    await until(() => said(stage.element).includes('250 points to spend'), 'the new balance');
    expect(first()).to.equal('A box of saffron nabat');
    get(stage.element, '.reward summary').click();
    stage.club.change(memberId, (record) => ({ ...record, wallets: () => [wallet({ available: 251 })] }));
    await until(() => first() === 'Free delivery', 'the new order');
  });

  it('shows a guest what there is, and how to have it', async () => {
    const { element } = await enter('vafa-rewards', rewardsState('guest'));
    expect(element.shadowRoot?.querySelectorAll('.reward')).to.have.lengthOf(7);
    expect(said(element)).to.include('Sign in to redeem it.');
  });

  it('asks the cart of the page for what is missing, and follows it', async () => {
    let total = 150_000;
    const cart = cartOf(0, { getCart: () => ({ total: toman(total), codes: [] }) });
    const stage = await enter('vafa-rewards', over({ cart }, rewardsState('basket too small')));
    await until(() => said(stage.element).includes('Put 50,000 toman more'), 'what is missing');
    total = 250_000;
    stage.club.change(memberId, (record) => record);
    await until(() => said(stage.element).includes('You have enough for it.'), 'a basket large enough');
  });

  it('keeps the drawn picture where the shop’s does not come', async () => {
    const { element } = await arrive(put('vafa-rewards', rewardsState('a picture that does not come'), { into: room() }));
    await until(() => get(element, '.mark img').hidden, 'the picture gone');
    expect(get(element, '.mark').querySelector('svg')?.getBoundingClientRect().height).to.be.greaterThan(0);
  });
});
