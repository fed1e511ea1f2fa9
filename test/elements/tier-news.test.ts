import { expect } from '@open-wc/testing';
import type { Memory } from '../../src/adapters/memory/memory.js';
import { standing } from '../../src/adapters/memory/state.js';
import type { PortalAdapter } from '../../src/adapters/port.js';
import type { DismissInput } from '../../src/domain/tier.schema.js';
import { clubOf, memberId } from '../../stories/clubs.js';
import { find, get, put, showing, until, type Place, type Stage } from '../../stories/stage.js';
import { tierState } from '../../stories/tier.states.js';
import { engine, frames, leave, listening, room, said } from './support.js';

/** A club whose member rose to Gold while no page was open. */
function risen(settings: Parameters<typeof clubOf>[1] = {}): Memory {
  const club = clubOf({ tiers: standing(1_250) }, settings);
  club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) }));
  return club;
}

const inClub = (club: Memory) => club.open({ shopId: 'memory', memberId });
const newsOf = async (club: Memory): Promise<string | undefined> => (await inClub(club).tiers?.())?.[0]?.news;

/** What a page was told and what it asked, one line each. */
const lines: string[] = [];
const notes = (adapter: PortalAdapter): PortalAdapter => {
  const { dismiss } = adapter;
  if (!dismiss) return adapter;
  const noted = (input: DismissInput, call: Parameters<typeof dismiss>[1]) => (lines.push(`dismiss ${input.tierId}`), dismiss(input, call));
  return { ...adapter, dismiss: noted };
};

/** A visit of a page with the tier card, over a club. */
async function visit(club: Memory, place: Partial<Place> = {}): Promise<Stage> {
  const into = place.into ?? room();
  const stage = put('vafa-tier', { ...tierState('climbing'), scene: () => ({ club }) }, { wrap: notes, ...place, into });
  stage.provider.addEventListener('vafa-tier-reached', ({ tierId }) => lines.push(`reached ${tierId}`));
  await showing(stage.element, 'ready');
  return stage;
}

/** A page on which a card stands just below what the screen shows, until it is brought up. */
function belowTheScreen(): { into: Element; show: () => void } {
  const into = room();
  const above = document.createElement('div');
  above.style.blockSize = `${innerHeight + 60}px`;
  into.append(above);
  return { into, show: () => above.remove() };
}

const joyful = ({ element }: Stage) => until(() => find(element, '.joy'), 'the joy');
const seen = (club: Memory) => until(() => (void newsOf(club).then((news) => (told = news)), told === undefined), 'that it was seen');
let told: string | undefined = '';
const isThere = ({ element }: Stage): boolean => find(element, '.joy') !== null;

describe('a tier reached while nobody looked', () => {
  listening();
  beforeEach(() => {
    lines.length = 0;
    told = '';
  });
  afterEach(leave);

  it('is celebrated at first sight, said once, told to the page once and put down as seen', async () => {
    const club = risen();
    const stage = await visit(club);
    await joyful(stage);
    await seen(club);
    expect(said(stage.element)).to.include('You have reached Gold').and.to.include('Invitations to our tastings');
    expect(get(stage.element, '[role=status]').textContent).to.equal('Your tier: Gold');
    expect(lines).to.deep.equal(['reached gold', 'dismiss gold']);
    expect(isThere(stage), 'the joy stays until it is put away').to.equal(true);
  });

  it('is celebrated once, by one of two elements', async () => {
    const club = risen();
    const stage = await visit(club);
    const other = document.createElement('vafa-tier');
    stage.provider.append(other);
    await showing(other, 'ready');
    await joyful(stage);
    await seen(club);
    other.scrollIntoView();
    await frames();
    expect(find(other, '.joy') === null, 'one joy').to.equal(true);
    expect(lines).to.deep.equal(['reached gold', 'dismiss gold']);
  });

  it('is celebrated once, by one of two windows that hear of it at the same time', async () => {
    const club = risen();
    const api = `https://two-${crypto.randomUUID()}.example`;
    const [first, second] = await Promise.all([visit(club, { config: { api } }), visit(club, { config: { api } })]);
    await until(() => isThere(first) || isThere(second), 'the joy');
    await seen(club);
    await frames();
    expect([isThere(first), isThere(second)].filter(Boolean)).to.have.lengthOf(1);
    expect(lines).to.deep.equal(['reached gold', 'dismiss gold']);
  });

  it('is not celebrated again after a reload, or on another device', async () => {
    const club = risen();
    await joyful(await visit(club));
    await seen(club);
    leave();
    const again = await visit(club);
    await frames(10);
    expect(isThere(again)).to.equal(false);
    expect(get(again.element, '[role=status]').textContent).to.equal('');
    expect(lines).to.deep.equal(['reached gold', 'dismiss gold']);
  });

  it('waits until somebody looks at it', async () => {
    const club = risen();
    const { into, show } = belowTheScreen();
    const stage = await visit(club, { into });
    await frames(10);
    expect(isThere(stage)).to.equal(false);
    expect(await newsOf(club)).to.equal('gold');
    show();
    await joyful(stage);
    await seen(club);
  });

  for (const meanwhile of ['seen on another device', 'lost again'] as const) {
    it(`is not celebrated when it was ${meanwhile} before anybody looked`, async () => {
      const club = risen();
      const { into, show } = belowTheScreen();
      const stage = await visit(club, { into });
      if (meanwhile === 'lost again') club.change(memberId, (record) => ({ ...record, tiers: standing(1_250) }));
      else await inClub(club).dismiss?.({ kind: 'tier', trackId: 'club', tierId: 'gold' }, { key: 'elsewhere' });
      const { version } = await inClub(club).snapshot?.([]) ?? {};
      await until(() => stage.element.club.client?.store.version === version, 'the change');
      show();
      await frames(10);
      expect(isThere(stage)).to.equal(false);
      expect(lines).to.deep.equal([]);
    });
  }

  it('puts up with a club that cannot be told, tries again with the next answer, and is celebrated no second time there', async () => {
    const club = risen({ knobs: { latency: 0, fail: (operation) => (operation === 'dismiss' ? 'unavailable' : undefined) } });
    const stage = await visit(club);
    await joyful(stage);
    await until(() => lines.includes('dismiss gold'), 'a try');
    expect(said(stage.element)).not.to.include('couldn’t');
    get(stage.element, '.joy button').click();
    await until(() => !isThere(stage), 'no joy');
    club.knobs.fail = undefined;
    club.change(memberId, (record) => ({ ...record, activity: () => [] }));
    await seen(club);
    expect(isThere(stage)).to.equal(false);
    expect(lines).to.deep.equal(['reached gold', 'dismiss gold', 'dismiss gold']);
  });

  it('is celebrated at the next visit, where the club could not be told', async () => {
    const club = risen({ knobs: { latency: 0, fail: (operation) => (operation === 'dismiss' ? 'unavailable' : undefined) } });
    await joyful(await visit(club));
    await until(() => lines.includes('dismiss gold'), 'a try');
    leave();
    await joyful(await visit(club));
  });

  it('is left alone where a club keeps no news: there a change before the member’s eyes is celebrated', async () => {
    const able = await inClub(clubOf()).capabilities();
    const club = risen({ capabilities: { ...able, dismiss: 'no' } });
    const stage = await visit(club);
    await frames(10);
    expect(isThere(stage)).to.equal(false);
    club.change(memberId, (record) => ({ ...record, tiers: standing(600) }));
    await until(() => get(stage.element, '.name').textContent === 'Silver', 'the tier below');
    club.change(memberId, (record) => ({ ...record, tiers: standing(2_100) }));
    await joyful(stage);
    expect(lines).to.deep.equal(['reached gold']);
  });

  it('comes without movement for those who prefer less, in the same words', async function () {
    if (engine !== 'chromium') this.skip();
    const { emulateMedia } = await import('@web/test-runner-commands');
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const club = risen();
      const stage = await visit(club);
      await joyful(stage);
      await seen(club);
      expect(getComputedStyle(get(stage.element, '.rays')).display).to.equal('none');
      expect(said(stage.element)).to.include('You have reached Gold');
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});
