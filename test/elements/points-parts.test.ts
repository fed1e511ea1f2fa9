import { expect } from '@open-wc/testing';
import type { ActivityQuery } from '../../src/domain/activity.schema.js';
import { fresh } from '../../src/adapters/memory/state.js';
import { clubOf, memberId } from '../../stories/clubs.js';
import { choose } from '../../stories/points-parts.states.js';
import { pointsState } from '../../stories/points.states.js';
import { find, get, until, type State } from '../../stories/stage.js';
import { enter, frames, leave, listening, plain, said } from './support.js';

describe('the member’s card over the whole screen', () => {
  listening();
  afterEach(leave);
  const state = pointsState('the member card, over the whole screen');

  it('stays where its element is moved', async () => {
    const stage = await enter('vafa-points', state);
    const place = document.createElement('div');
    stage.provider.append(place);
    place.append(stage.element);
    await frames();
    expect(get(stage.element, 'dialog').matches(':modal')).to.equal(true);
  });

  it('goes with its element, and opens again', async () => {
    const stage = await enter('vafa-points', state);
    stage.element.remove();
    await frames();
    stage.provider.append(stage.element);
    await until(() => find(stage.element, '.body button.quiet'), 'the button');
    expect(get(stage.element, 'dialog').hasAttribute('open')).to.equal(false);
    get(stage.element, '.body button.quiet').click();
    await until(() => get(stage.element, 'dialog').matches(':modal'), 'the card');
  });

  it('gives the focus back', async () => {
    const stage = await enter('vafa-points', pointsState('with a member card'));
    const button = get(stage.element, '.body button.quiet');
    button.focus();
    button.click();
    await until(() => find(stage.element, 'dialog[open]'), 'the card');
    [...(stage.element.shadowRoot?.querySelectorAll<HTMLElement>('dialog button') ?? [])].at(-1)?.click();
    await until(() => !find(stage.element, 'dialog[open]'), 'the card closed');
    expect(stage.element.shadowRoot?.activeElement?.textContent).to.equal('Member card');
  });
});

describe('a card of stamps', () => {
  listening();
  afterEach(leave);

  it('says a stamp that came under its own name', async () => {
    const stage = await enter('vafa-points', pointsState('a stamp card'));
    stage.club.change(memberId, (record) => ({ ...record, wallets: (locale) => record.wallets(locale).map((each) => (each.id === 'stamps' ? { ...each, available: 6 } : each)) }));
    await until(() => get(stage.element, '[role=status]').textContent, 'the news');
    expect(plain(get(stage.element, '[role=status]').textContent ?? '')).to.equal('Your stamp card: 6 stamps');
  });
});

describe('a period of the history', () => {
  listening();
  afterEach(leave);

  it('ends on the day it is at the shop, whatever day it is elsewhere', async () => {
    // At any hour, in one of the two it is another day than in Greenwich.
    const [timeZone, hours] = new Date().getUTCHours() >= 12 ? ['Etc/GMT-14', 14] : ['Etc/GMT+12', -12];
    const queries: ActivityQuery[] = [];
    const state: State = { ...pointsState('ready'), scene: () => ({ club: clubOf({}, { shop: (locale) => ({ ...fresh.shop(locale), timeZone }) }) }) };
    const stage = await enter('vafa-points', state, undefined, {
      wrap: (adapter) => ({
        ...adapter,
        snapshot: (includes, call) => {
          for (const include of includes) if (include.read === 'activity') queries.push(include.query);
          return adapter.snapshot?.(includes, call) ?? Promise.reject();
        },
      }),
    });
    get(stage.element, 'summary').click();
    await until(() => find(stage.element, 'select'), 'the filters');
    await choose(stage, 1, 'own');
    await until(() => queries.some(({ to }) => to), 'the days');
    expect(queries.at(-1)?.to).to.equal(new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10));
  });
});

describe('the ways to earn', () => {
  listening();
  afterEach(leave);

  it('leave room for their names, however long it takes to say what they give', async () => {
    const gives = 'One stamp for every order of at least 300,000 toman';
    const earnActions = () => [{ id: 'stamp', kind: 'order', title: 'A stamp on the tea card for every order', gives, state: 'repeatable' } as const];
    const { element } = await enter('vafa-points', { ...pointsState('ready'), scene: () => ({ club: clubOf({}, { earnActions }) }) });
    get(element, 'details:nth-of-type(2) > summary').click();
    await until(() => find(element, '.row'), 'the ways to earn');
    const width = (selector: string): number => get(element, selector).getBoundingClientRect().width;
    expect(width('.row > .line')).to.be.at.least(width('.row') / 2 - 1);
  });

  it('are fetched at a click where they could not be before', async () => {
    const { element, club } = await enter('vafa-points', pointsState('ways to earn failed'));
    club.knobs.fail = undefined;
    [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === 'Try again')?.click();
    await until(() => said(element).includes('Read our harvest letter'), 'the ways to earn');
  });

  it('keep a keyboard where it was when one is done', async () => {
    const stage = await enter('vafa-points', pointsState('ways to earn'));
    const done = get(stage.element, '.row button.quiet');
    done.focus();
    done.click();
    await until(() => said(stage.element).includes('1,270 points') && !find(stage.element, '.row button.quiet'), 'done');
    expect(stage.element.shadowRoot?.activeElement?.textContent).to.include('Read our harvest letter');
  });
});
