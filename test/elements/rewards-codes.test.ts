import { expect } from '@open-wc/testing';
import { memberId, rich } from '../../stories/clubs.js';
import { cartOf, openCodes, redeem, redemptionOf, rewardOf, rewardsState, shopOf, toman } from '../../stories/rewards.states.js';
import { find, get, settingsOf, showing, until, type Place } from '../../stories/stage.js';
import { balanceOf, clear, code, codeIn, over, ready, useIt } from './rewards-support.js';
import { enter, listening, plain, room, said } from './support.js';

afterEach(clear);

describe('a code', () => {
  listening();

  const copying = async (run: (copied: string[]) => Promise<void>, writeText?: (text: string) => Promise<void>): Promise<void> => {
    const copied: string[] = [];
    const before = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: writeText ?? (async (text: string) => void copied.push(text)) } });
    try {
      await run(copied);
    } finally {
      if (before) Object.defineProperty(navigator, 'clipboard', before);
      else Reflect.deleteProperty(navigator, 'clipboard');
    }
  };

  it('is copied to the letter, and says so', () =>
    copying(async (copied) => {
      const stage = await enter('vafa-rewards', rewardsState('redeem: the code'), { locale: 'fa', theme: 'dark' });
      get(stage.element, 'dialog .code .quiet').click();
      const button = get(stage.element, 'dialog .code .quiet');
      await until(() => button.textContent === 'کپی شد' && get(stage.element, '[role=status]').textContent === 'کپی شد', 'word of it');
      expect(copied).to.deep.equal([codeIn(stage, 'dialog')]);
      const shown = get(stage.element, '.digits');
      expect([shown.dir, shown.getAttribute('translate'), getComputedStyle(shown).direction]).to.deep.equal(['ltr', 'no', 'ltr']);
      await until(() => button.textContent === 'کپی کد', 'the button as it was');
    })).timeout(10_000);

  it('stands selected where nothing may be copied', async () => {
    const { execCommand } = document;
    document.execCommand = () => false;
    await copying(
      async () => {
        const stage = await enter('vafa-rewards', rewardsState('redeem: the code'));
        get(stage.element, 'dialog .code .quiet').click();
        await until(() => said(stage.element).includes('It is selected'), 'word of it');
      },
      () => Promise.reject(new Error('forbidden')),
    );
    document.execCommand = execCommand;
  });

  it('goes into the cart once, and tells the page', async () => {
    const cart = cartOf(500_000);
    const stage = await enter('vafa-rewards', over({ cart }));
    const told: Event[] = [];
    stage.provider.addEventListener('vafa-reward-applied', (event) => told.push(event));
    await redeem(stage);
    await code(stage);
    useIt(stage).click();
    await until(() => said(stage.element).includes('It is in your basket.'), 'word of it');
    expect((await cart.getCart()).codes).to.deep.equal([codeIn(stage, 'dialog')]);
    expect(told).to.have.lengthOf(1);
    expect(find(stage.element, 'dialog .code .action:not(.quiet)')?.textContent).to.equal('Copy code');
  });

  it('that the shop refuses in its own words is told in these alone', async () => {
    const stage = await enter('vafa-rewards', over({ cart: cartOf(500_000, { applyCode: () => ({ ok: false, message: 'This cart has a code already.' }) }) }));
    await redeem(stage);
    await code(stage);
    useIt(stage).click();
    await until(() => find(stage.element, '[role=alert]'), 'the refusal');
    expect(get(stage.element, '[role=alert]').textContent).to.equal('This cart has a code already.');
  });

  it('brings what it is for into the cart, once, before the code', async () => {
    const laid: string[] = [];
    let refuses = true;
    const cart = cartOf(500_000, {
      addItem: (productId, quantity) => (laid.push(`${productId} ${quantity}`), { ok: true }),
      applyCode: () => (laid.push('code'), refuses ? { ok: false } : { ok: true }),
    });
    const scene = { club: shopOf([rewardOf()], { redemptions: [redemptionOf({ productId: 'nabat' })] }), config: { cart } };
    const stage = await enter('vafa-rewards', { ...ready, scene: () => scene });
    await openCodes(stage);
    const use = (): void => get(stage.element, '.codes .code .action:not(.quiet)').click();
    use();
    await until(() => said(stage.element).includes('Your basket did not take the code.'), 'the refusal');
    refuses = false;
    use();
    await until(() => said(stage.element).includes('It is in your basket.'), 'word of it');
    expect(laid).to.deep.equal(['nabat 1', 'code', 'code']);
  });

  it('stays out of a cart that does not take what it is for', async () => {
    const cart = cartOf(500_000, { addItem: () => ({ ok: false, message: 'No room left.' }) });
    const scene = { club: shopOf([rewardOf()], { redemptions: [redemptionOf({ productId: 'nabat' })] }), config: { cart } };
    const stage = await enter('vafa-rewards', { ...ready, scene: () => scene });
    await openCodes(stage);
    get(stage.element, '.codes .code .action:not(.quiet)').click();
    await until(() => said(stage.element).includes('No room left.'), 'the refusal');
    expect((await cart.getCart()).codes).to.deep.equal([]);
  });

  it('in the cart is so in every element that shows it, and after a reload', async () => {
    const cart = cartOf(500_000);
    const stage = await enter('vafa-rewards', over({ cart }));
    const inSight = 'position: fixed; inset-block-start: 0; inline-size: 320px';
    const other = document.createElement('vafa-rewards');
    other.style.cssText = inSight;
    stage.provider.append(other);
    await showing(other, 'ready');
    await openCodes({ ...stage, element: other });
    await openCodes(stage);
    await redeem(stage);
    await code(stage);
    await until(() => codeIn({ ...stage, element: other }, '.codes'), 'the code in the other');
    useIt(stage).click();
    await until(() => get(stage.element, 'dialog').textContent?.includes('It is in your basket.'), 'word of it');
    for (const element of [stage.element, other]) {
      await until(() => get(element, '.codes').textContent?.includes('It is in your basket.'), 'word of it in the list');
      expect(find(element, '.codes .code .action:not(.quiet)')?.textContent).to.equal('Copy code');
    }
    const later = document.createElement('vafa-provider');
    later.config = settingsOf({ club: stage.club }, { config: { cart } });
    const element = document.createElement('vafa-rewards');
    element.style.cssText = inSight;
    later.append(element);
    room().append(later);
    await showing(element, 'ready');
    await openCodes({ ...stage, element });
    await until(() => get(element, '.codes').textContent?.includes('It is in your basket.'), 'what the cart says');
  });

  it('can go into the cart again once it is out of it', async () => {
    const cart = cartOf(500_000);
    const stage = await enter('vafa-rewards', over({ cart }));
    await redeem(stage);
    await code(stage);
    useIt(stage).click();
    await until(() => said(stage.element).includes('It is in your basket.'), 'word of it');
    await cart.removeCode?.(codeIn(stage, 'dialog'));
    stage.club.change(memberId, (record) => record);
    await until(() => find(stage.element, 'dialog .code .action:not(.quiet)')?.textContent === 'Use in my basket', 'the way in again');
  });

  it('says the smallest basket it works for', async () => {
    const stage = await enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([rewardOf()], { redemptions: [redemptionOf({ minimumBasket: toman(200_000) })] }) }) });
    await openCodes(stage);
    expect(said(stage.element)).to.include('For baskets of 200,000 toman or more.');
  });

  it('goes to the page that takes it, with the code', async () => {
    const stage = await enter('vafa-rewards', ready);
    const codes: string[] = [];
    stage.provider.addEventListener('vafa-reward-apply-request', (event) => (codes.push(event.code), event.preventDefault()));
    await redeem(stage);
    await code(stage);
    useIt(stage).click();
    await until(() => said(stage.element).includes('It is in your basket.'), 'word of it');
    expect(codes).to.deep.equal([codeIn(stage, 'dialog')]);
  });

  it('is copied where no page and no cart takes it, and from then on only that is offered', () =>
    copying(async (copied) => {
      const stage = await enter('vafa-rewards', rewardsState('redeem: the code'));
      useIt(stage).click();
      await until(() => said(stage.element).includes('It is copied. Enter it at the checkout.'), 'word of it');
      expect(copied).to.deep.equal([codeIn(stage, 'dialog')]);
      expect(said(stage.element)).not.to.include('Use in my basket');
    }));

  it('waits no longer for a cart than the page’s deadline', async () => {
    const cart = cartOf(500_000, { applyCode: () => new Promise(() => undefined) });
    const stage = await enter('vafa-rewards', over({ cart, deadline: 1_000 }));
    await redeem(stage);
    await code(stage);
    useIt(stage).click();
    await until(() => said(stage.element).includes('Your basket did not answer. The code is still yours'), 'word of it');
    expect(codeIn(stage, 'dialog')).to.match(/^TEA-/);
  });
});

describe('the list of codes', () => {
  listening();
  const withCode = (place?: Omit<Place, 'into'>) => enter('vafa-rewards', { ...ready, scene: () => ({ club: shopOf([rewardOf()], { wallets: [rich], redemptions: [redemptionOf()] }) }) }, undefined, place);

  it('is asked for only when a member opens it', async () => {
    const reads: string[] = [];
    const stage = await withCode({ wrap: (adapter) => ({ ...adapter, snapshot: (includes, call) => (reads.push(...includes.map(({ read }) => read)), adapter.snapshot?.(includes, call) ?? Promise.reject()) }) });
    expect(reads).not.to.include('redemptions');
    await openCodes(stage);
    expect(reads.filter((read) => read === 'redemptions')).to.have.lengthOf(1);
  });

  it('gives an unused one back: asks once, in place, and says what came of it', async () => {
    const stage = await withCode();
    const told: Event[] = [];
    stage.provider.addEventListener('vafa-reward-cancelled', (event) => told.push(event));
    await openCodes(stage);
    get(stage.element, '.codes button[aria-label]').click();
    await until(() => said(stage.element).includes('You get 500 points back'), 'the question');
    expect(await balanceOf(stage)).to.equal(1_250);
    const yes = get(stage.element, '.codes .actions:last-child .action:not(.quiet)');
    yes.click();
    yes.click();
    await until(() => said(stage.element).includes('Undone, and what it cost came back'), 'word of it');
    expect(await balanceOf(stage)).to.equal(1_750);
    expect(told).to.have.lengthOf(1);
    expect(said(stage.element)).to.include('1,750 points to spend');
    expect(plain(get(stage.element, '[role=status]').textContent ?? '')).to.equal('500 points came back to you.');
  });

  it('keeps a keyboard where it was while one is given back', async () => {
    const stage = await withCode();
    await openCodes(stage);
    const place = (): string | undefined => stage.element.shadowRoot?.activeElement?.localName;
    get(stage.element, '.codes button[aria-label]').focus();
    get(stage.element, '.codes button[aria-label]').click();
    await until(() => said(stage.element).includes('You get 500 points back'), 'the question');
    expect(place()).to.equal('li');
    const yes = get(stage.element, '.codes .actions:last-child .action:not(.quiet)');
    yes.focus();
    yes.click();
    await until(() => said(stage.element).includes('Undone, and what it cost came back'), 'word of it');
    expect(place()).to.be.oneOf(['li', 'summary']);
  });

  it('keeps the key of a giving back whose answer was lost', async () => {
    const keys: string[] = [];
    const stage = await withCode({ wrap: (adapter) => ({ ...adapter, cancelRedemption: (input, call) => (keys.push(call.key), adapter.cancelRedemption?.(input, call) ?? Promise.reject()) }) });
    await openCodes(stage);
    stage.club.knobs.loseAnswers = true;
    get(stage.element, '.codes button[aria-label]').click();
    for (const _ of [1, 2]) {
      await until(() => find(stage.element, '.codes .actions:last-child .action:not(.quiet)[aria-disabled=false]'), 'the button');
      get(stage.element, '.codes .actions:last-child .action:not(.quiet)').click();
      await until(() => said(stage.element).includes('nothing is given back twice') || keys.length === 2, 'word of it');
      stage.club.knobs.loseAnswers = false;
    }
    expect(new Set(keys).size).to.equal(1);
    expect(await balanceOf(stage)).to.equal(1_750);
  });

  it('is fetched at a click where it could not be before', async () => {
    const { element, club } = await enter('vafa-rewards', rewardsState('codes: failed'));
    club.knobs.fail = undefined;
    [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Try again')?.click();
    await until(() => said(element).includes('No codes yet.'), 'the codes');
  });

  it('shows a code redeemed just now', async () => {
    const stage = await enter('vafa-rewards', ready);
    await openCodes(stage);
    expect(said(stage.element)).to.include('No codes yet.');
    await redeem(stage);
    await code(stage);
    await until(() => codeIn(stage, '.codes'), 'the code in the list');
    expect(codeIn(stage, '.codes')).to.equal(codeIn(stage, 'dialog'));
  });
});
