import { expect } from '@open-wc/testing';
import { standing, type MemoryRecord } from '../../src/adapters/memory/state.js';
import type { Told } from '../../src/adapters/memory/words.js';
import type { TierTrack } from '../../src/domain/tier.schema.js';
import { clubOf, memberId } from '../../stories/clubs.js';
import { find, get, showing, until, type Stage } from '../../stories/stage.js';
import { tierState } from '../../stories/tier.states.js';
import { enter, frames, leave, listening, said } from './support.js';

/** The tier card over what the club knows of tiers. */
const over = (tiers: Told<TierTrack[]>): Promise<Stage> => enter('vafa-tier', { ...tierState('climbing'), scene: () => ({ club: clubOf({ tiers }) }) });

const change = ({ club }: Stage, parts: Partial<MemoryRecord>): void => club.change(memberId, (record) => ({ ...record, ...parts }));

/** Notes the tiers that a page is told were reached. */
function reached({ provider }: Stage): string[] {
  const tiers: string[] = [];
  provider.addEventListener('vafa-tier-reached', ({ tierId }) => tiers.push(tierId));
  return tiers;
}

const name = ({ element }: Stage): string => get(element, '.name').textContent ?? '';

describe('the joy over a new tier', () => {
  listening();
  afterEach(leave);

  it('is not for what another member holds already', async () => {
    const stage = await over(standing(600));
    const told = reached(stage);
    change(stage, { tiers: standing(2_500), member: { id: 'mina', state: 'enrolled' } });
    await until(() => name(stage) === 'Gold', 'the tier of the other');
    await frames();
    expect(told).to.deep.equal([]);
    expect(find(stage.element, '.joy') === null, 'no joy').to.equal(true);
    expect(get(stage.element, '[role=status]').textContent).to.equal('');
  });

  it('goes with the member whose it is', async () => {
    const stage = await enter('vafa-tier', tierState('a higher tier reached'));
    change(stage, { member: { id: 'mina', state: 'enrolled' } });
    await until(() => !find(stage.element, '.joy'), 'no joy');
  });

  it('is not for another ladder that the page shows', async () => {
    const both: Told<TierTrack[]> = (locale) => [...standing(600)(locale), ...standing(2_500)(locale).map((track) => ({ ...track, id: 'cafe' }))];
    const stage = await over(both);
    const told = reached(stage);
    stage.element.setAttribute('track', 'cafe');
    await until(() => name(stage) === 'Gold', 'the other ladder');
    await frames();
    expect(told).to.deep.equal([]);
    expect(find(stage.element, '.joy') === null, 'no joy').to.equal(true);
  });

  it('comes once, however many elements show the tier', async () => {
    const stage = await over(standing(1_250));
    const told = reached(stage);
    const other = document.createElement('vafa-tier');
    stage.provider.append(other);
    await showing(other, 'ready');
    change(stage, { tiers: standing(2_100) });
    await until(() => said(other).includes('Gold') && said(stage.element).includes('You have reached Gold'), 'the joy');
    await frames();
    expect(told).to.deep.equal(['gold']);
    expect(find(other, '.joy') === null, 'one joy').to.equal(true);
  });

  it('is put away, and a keyboard goes on at what comes next', async () => {
    const { element } = await enter('vafa-tier', tierState('a higher tier reached'));
    get(element, '.joy button').focus();
    get(element, '.joy button').click();
    await until(() => element.shadowRoot?.activeElement?.localName === 'summary', 'the focus');
    expect(find(element, '.joy') === null, 'no joy').to.equal(true);
  });

  it('ends when the tier is lost again', async () => {
    const stage = await enter('vafa-tier', tierState('a higher tier reached'));
    change(stage, { tiers: standing(1_250) });
    await until(() => name(stage) === 'Silver', 'the tier before');
    expect(find(stage.element, '.joy') === null, 'no joy').to.equal(true);
  });
});

describe('the perks on the card', () => {
  listening();
  afterEach(leave);

  it('say what is used and what is locked, as the ladder does', async () => {
    const { element } = await enter('vafa-tier', tierState('all tiers'));
    const perk = [...(element.shadowRoot?.querySelectorAll('.perks li') ?? [])].find((each) => each.textContent?.includes('Free delivery'));
    expect(perk?.textContent).to.include('Used').and.not.to.include('Yours');
  });

  for (const locale of ['en', 'fa'] as const) {
    it(`leave a narrow page as wide as it is, in ${locale}`, async () => {
      const { element, provider } = await enter('vafa-tier', tierState('all tiers'), { locale, theme: 'light' });
      for (const each of element.shadowRoot?.querySelectorAll('details') ?? []) each.open = true;
      get(element, '[role=status]').textContent = 'news '.repeat(99);
      expect(provider.parentElement?.scrollWidth).to.equal(320);
    });
  }
});
