import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { known } from '../../controllers/resource.js';
import { addedPerks } from '../../domain/tier-progress.js';
import type { Tier, TierTrack } from '../../domain/tier.schema.js';
import { adopt } from '../../ui/adopt.js';
import { rays } from '../../ui/icons-more.js';
import { button } from '../../ui/notice.js';
import { celebrationStyles } from './celebration.styles.js';
import type { Celebrate, Occasion, Party } from './joy.js';
import { inView, isFirst } from './sight.js';

/** By club and occasion how far it is; what is here is celebrated no second time on this page. */
const celebrated = new WeakMap<object, Map<string, 'begun' | 'shown' | 'telling'>>();
/** The elements that wait to be looked at. */
const waiting = new WeakSet<object>();

/**
 * Celebrates a tier once on a page, whichever element is looked at first, and in one of several windows. News of the
 * club waits until somebody looks, and is put down as seen when it was shown; where that fails, the next answer tries
 * again, without any joy.
 */
export const celebrate: Celebrate = async (party, occasion) => {
  const { host, signal } = party;
  const { client } = host.club;
  if (!client) return;
  const name = `${occasion.whose} ${occasion.tier.id}`;
  const page = celebrated.get(client) ?? new Map<string, 'begun' | 'shown' | 'telling'>();
  celebrated.set(client, page);
  if (!page.has(name)) {
    if (occasion.tell && !(await isSeen(party))) return;
    if (signal.aborted || page.has(name) || !isTrue(party, occasion)) return;
    page.set(name, 'begun');
    if (occasion.tell && !(await isFirst(`vafa:joy:${client.config.api} ${occasion.track.id} ${occasion.tier.id}`))) return;
    await drawn(party, occasion);
    page.set(name, 'shown');
    occasion.tell?.();
  }
  if (!occasion.tell || page.get(name) !== 'shown' || !isTrue(party, occasion)) return;
  page.set(name, 'telling');
  await client.write('dismiss', { kind: 'tier', trackId: occasion.track.id, tierId: occasion.tier.id }).catch(() => undefined);
  page.set(name, 'shown');
};

/** Waits until somebody looks where it will stand; not twice for one element, whose answers may be many. */
async function isSeen({ host, signal }: Party): Promise<boolean> {
  const place = host.renderRoot.querySelector('.who');
  if (!place || signal.aborted || waiting.has(host)) return false;
  waiting.add(host);
  await inView(place, signal);
  waiting.delete(host);
  return true;
}

/** Whether it still is to be celebrated: another window may have done so while nobody looked at this one. */
function isTrue({ host }: Party, { tell, track, tier }: Occasion): boolean {
  const tracks = host.club.client && known(host.club.client.store.state({ read: 'tiers' }))?.data;
  return !tell || tracks?.find(({ id }) => id === track.id)?.news === tier.id;
}

/** Draws it; ends when it stands on the page, which is when its words are here. */
async function drawn({ host, locale, show }: Party, { tier, track, before }: Occasion): Promise<void> {
  adopt(host.renderRoot, celebrationStyles);
  const close = async (): Promise<void> => {
    show();
    await host.updateComplete;
    // The button is gone: a keyboard goes on at what comes next.
    host.renderRoot.querySelector('summary')?.focus();
  };
  const added = addedPerks(tier, before ?? tierBefore(track, tier)).map(({ title }) => title);
  await new Promise<void>((resolve) => {
    show(() => (resolve(), draw(locale, tier, added, () => void close())));
  });
  await host.updateComplete;
}

/** The tier the member came from: by the history, else the one below. */
function tierBefore({ history = [], tiers }: TierTrack, { id, rank }: Tier): Tier | undefined {
  const from = history[history.findIndex(({ tierId }) => tierId === id) + 1]?.tierId;
  const below = tiers.filter((tier) => tier.rank < rank).sort((a, b) => b.rank - a.rank);
  return below.find((tier) => tier.id === from) ?? below[0];
}

/** The tier just reached and what it adds; stays until the member has seen enough of it. */
function draw(locale: LocaleController, tier: Tier, added: readonly string[], onClose: () => void): TemplateResult {
  return html`<div class="joy stack" part="message">
    <span class="rays" aria-hidden="true">${rays()}</span>
    <p class="h2 strong" .textContent=${locale.t('tier.reached', { tier: tier.name })}></p>
    ${added.length
      ? html`<ul class="stack">
          ${added.map((title) => html`<li><bdi .textContent=${title}></bdi></li>`)}
        </ul>`
      : nothing}
    ${button(locale.t('tier.reachedClose'), onClose, { quiet: true })}
  </div>`;
}
