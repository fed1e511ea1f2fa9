import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { clubOf, day, rich, wallet, type Known } from '../../stories/clubs.js';
import { pointsState } from '../../stories/points.states.js';
import { arrive, find, get, put, showing, until, type Stage } from '../../stories/stage.js';
import { engine, enter, frames, leave, listening, room, said, still, type Look } from './support.js';

const persian: Look = { locale: 'fa', theme: 'light' };

/** The balance card over what the club knows. */
function over(known: Known, look?: Look): Promise<Stage> {
  return enter('vafa-points', { ...pointsState('ready'), scene: () => ({ club: clubOf(known) }) }, look);
}

describe('<vafa-points>', () => {
  listening();
  afterEach(leave);

  for (const [days, shown] of [[29, true], [31, false]] as const) {
    it(`${shown ? 'warns' : 'says nothing'} of points that expire in ${days} days, where the shop warns for 30`, async () => {
      const { element } = await over({ wallets: [{ ...rich, expiring: [{ amount: 80, at: day(days) }] }] });
      expect(said(element).includes('80 points expire')).to.equal(shown);
    });
  }

  it('shows what it is worth only while there is something', async () => {
    for (const available of [0, -50]) {
      const { element } = await over({ wallets: [wallet({ available, worth: { minor: 0, currency: 'IRR' } })] });
      expect(find(element, '[part=label]')).to.equal(null);
      leave();
    }
  });

  it('asks for the last activities only when a member wants to see them, and then once', async () => {
    const reads: string[] = [];
    const { element } = await enter('vafa-points', pointsState('ready'), undefined, {
      wrap: (adapter) => ({ ...adapter, snapshot: (includes, call) => (reads.push(...includes.map(({ read }) => read)), adapter.snapshot?.(includes, call) ?? Promise.reject()) }),
    });
    expect(reads).not.to.include('activity');
    const summary = get(element, 'summary');
    for (let click = 0; click < 3; click++) {
      summary.click();
      await until(() => find(element, 'details [part=item]'), 'the last activities');
    }
    expect(reads.filter((read) => read === 'activity')).to.have.lengthOf(1);
  });

  it('opens the last activities by keyboard', async function () {
    const { element } = await over({});
    get(element, 'summary').focus();
    expect(element.matches(':focus-within')).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await until(() => find(element, 'details[open] [part=item]'), 'the last activities');
  });

  it('is the better for a greater balance only: what is spent is not celebrated', async () => {
    const { element, club } = await over({});
    still(element);
    for (const [available, fresh] of [[1_300, true], [1_200, false]] as const) {
      club.change('sara', (record) => ({ ...record, wallets: () => [wallet({ available })] }));
      await until(() => said(element).includes(available.toLocaleString('en')), `${available}`);
      expect(get(element, '.number').classList.contains('fresh')).to.equal(fresh);
    }
  });

  it('says since when the numbers hold, and is whole again when the shop is', async () => {
    const { element, club, provider } = await enter('vafa-points', pointsState('could not be refreshed'));
    expect(said(element)).to.match(/As of \d{1,2}:\d{2}/);
    club.knobs.fail = undefined;
    provider.refresh();
    await showing(element, 'ready');
    expect(said(element)).not.to.include('As of');
  });

  it('never says “one point” to nobody’s points', async () => {
    for (const look of [undefined, persian]) {
      const { element } = await over({ wallets: [wallet()] }, look);
      expect(said(element)).not.to.match(/یک|\bone\b|\b1\b|۱/);
      leave();
    }
  });

  it('says of what was spent that it is “−1 point”, not “−1 points”', async () => {
    const { element } = await over({ wallets: [wallet({ available: -1 })] });
    expect(said(element)).to.include('-1 point ');
  });

  it('takes the size of the number from the page', async () => {
    const { element } = await over({});
    const size = (): number => parseFloat(getComputedStyle(get(element, '.number')).fontSize);
    expect(size()).to.equal(36);
    element.style.setProperty('--vafa-points-size', '20px');
    expect(size()).to.equal(20);
  });

  it('shows what the page puts in its slots', async () => {
    const { element } = await over({ wallets: [wallet()] });
    for (const slot of ['heading', 'footer', 'empty']) {
      const own = document.createElement('p');
      own.slot = slot;
      own.textContent = `own ${slot}`;
      element.append(own);
      expect(own.assignedSlot?.name).to.equal(slot);
      expect(own.getBoundingClientRect().height, slot).to.be.greaterThan(0);
    }
  });

  it('can be hidden', async () => {
    const { element } = await over({});
    element.hidden = true;
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('keeps its place while it loads: the skeleton is no taller than a short card', async () => {
    const empty = await over({ wallets: [wallet()], activity: () => [] });
    const height = empty.element.getBoundingClientRect().height;
    leave();
    const loading = await arrive(put('vafa-points', pointsState('loading'), { into: room() }));
    expect(Math.abs(loading.element.getBoundingClientRect().height - height)).to.be.at.most(48);
  });
});

/** The characters of a text from left to right, as they are drawn. */
function drawn(element: Element): string {
  const found: { left: number; text: string }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent ?? '';
    for (let at = 0; at < text.length; at++) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { left, width } = range.getBoundingClientRect();
      if (width > 0) found.push({ left, text: text.slice(at, at + 1) });
    }
  }
  return found.sort((a, b) => a.left - b.left).map(({ text }) => text).join('');
}

describe('signed numbers in a Persian card', () => {
  afterEach(leave);

  for (const digits of ['locale', 'latn'] as const) {
    it(`keep their sign before the number, digits: ${digits}`, async () => {
      const state = pointsState('activity open');
      const { element } = await enter('vafa-points', state, persian, { config: { digits } });
      const [plus, minus] = [...(element.shadowRoot?.querySelectorAll('.delta') ?? [])].map(drawn);
      expect(plus).to.contain(digits === 'latn' ? '+120' : '+۱۲۰');
      expect(minus).to.contain(digits === 'latn' ? '−50' : '−۵۰');
    });
  }

  it('keep their sign in the balance itself', async () => {
    const { element } = await enter('vafa-points', pointsState('negative'), persian);
    expect(drawn(get(element, '.number'))).to.equal('−۵۰');
  });

  it('are in order beside names that turn the direction', async () => {
    const { element } = await enter('vafa-points', pointsState('hostile texts'), persian);
    expect(drawn(get(element, '.number'))).to.equal('۱٬۲۵۰');
    await frames();
  });
});

if (engine === 'chromium') {
  // Only this launcher can pretend what the reader prefers.
  describe('motion', () => {
    afterEach(leave);
    it('is off where the reader wants none', async () => {
      const { emulateMedia } = await import('@web/test-runner-commands');
      await emulateMedia({ reducedMotion: 'reduce' });
      try {
        const { element } = await enter('vafa-points', pointsState('loading'));
        expect(element.shadowRoot?.getAnimations()).to.have.lengthOf(0);
      } finally {
        await emulateMedia({ reducedMotion: 'no-preference' });
      }
      const { element } = await enter('vafa-points', pointsState('loading'));
      expect(element.shadowRoot?.getAnimations().length).to.be.greaterThan(0);
    });
  });
}
