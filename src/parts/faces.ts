import { html, nothing, type TemplateResult } from 'lit';
import type { ErrorKind } from '../domain/error.schema.js';
import { isRetryable, PortalError } from '../domain/errors.js';
import { VafaJoinRequestEvent, VafaMemberJoinedEvent } from '../events.js';
import type { MessageKey } from '../i18n/catalog.js';
import { formatMoment } from '../i18n/moment.js';
import { button, notice } from '../ui/notice.js';
import type { MemberPanel, PanelHost } from './member-panel.js';

/** The faces that are not needed while all is well. */
export type Face =
  | { readonly kind: 'expired' | 'not_enrolled' | 'blocked' }
  | { readonly kind: 'failed'; readonly error: PortalError; readonly retrying: boolean }
  | { readonly kind: 'stale'; readonly error: PortalError; readonly retrying: boolean; readonly asOf: string };

/** Draws a face for a panel. */
export type DrawFace = (panel: MemberPanel, face: Face) => TemplateResult;

/** Draws the faces of a sign-in that ran out, of joining, of a paused membership and of failures. */
export const drawFace: DrawFace = (panel, face) => {
  const { t } = panel.locale;
  switch (face.kind) {
    case 'expired':
      return notice({ text: t('session.expired'), more: t(panel.words.safe), action: panel.signIn() ?? panel.retry() });
    case 'blocked':
      return notice({ text: t('member.blocked') });
    case 'not_enrolled':
      return drawJoin(panel);
    case 'failed':
      return drawFailure(panel, face.error, face.retrying);
    case 'stale': {
      const text = `${t('state.stale')} ${t('state.asOf', { at: formatMoment(face.asOf, panel.locale.dateSettings, new Date()) })}`;
      return notice({ text, warning: true, action: again(panel, face.error, face.retrying) });
    }
    default:
      return face satisfies never;
  }
};

const worded: Partial<Record<ErrorKind, MessageKey>> = {
  unavailable: 'error.unavailable',
  timeout: 'error.timeout',
  rate_limited: 'error.rate_limited',
  invalid: 'error.invalid',
  forbidden: 'error.forbidden',
  unsupported: 'error.unsupported',
};

function drawFailure(panel: MemberPanel, error: PortalError, retrying: boolean): TemplateResult {
  const { t } = panel.locale;
  const text = error.userMessage ?? t(worded[error.kind] ?? 'error.other');
  const more = error.kind === 'unsupported' || error.kind === 'forbidden' ? undefined : t(panel.words.safe);
  return notice({ text, more, action: again(panel, error, retrying) });
}

/** Trying again helps where the failure may pass; a shop that asks to wait is asked again without a button. */
function again(panel: MemberPanel, { kind }: PortalError, busy: boolean): TemplateResult | typeof nothing {
  const helps = isRetryable(kind) ? kind !== 'rate_limited' : kind === 'invalid' || kind === 'conflict';
  return helps ? panel.retry(busy) : nothing;
}

function drawJoin(panel: MemberPanel): TemplateResult {
  const { t } = panel.locale;
  const able = panel.host.club.can('join');
  const busy = panel.joining === 'busy';
  return html`<div class="stack notice fresh">
    <p part="message" .textContent=${t('join.text')}></p>
    ${panel.joining === 'failed' ? html`<p class="warning" role="alert" .textContent=${t('join.failed')}></p>` : nothing}
    ${able ? html`<div class="stack notice" part="entry">${button(t(busy ? 'action.joining' : 'action.join'), () => void join(panel), { busy })}${drawTerms(panel)}</div>` : nothing}
  </div>`;
}

function drawTerms({ locale: { t, shop } }: MemberPanel): TemplateResult | typeof nothing {
  if (!shop?.termsUrl) return nothing;
  return html`<p class="note">
    <span .textContent=${t('join.terms')}></span>
    <a href=${shop.termsUrl} target="_blank" rel="noopener" .textContent=${t('join.termsLink')}></a>
  </p>`;
}

/** The button that had the focus is gone: the card takes it, so that a keyboard goes on from here. */
function focusCard({ renderRoot }: PanelHost): void {
  const card = renderRoot.querySelector('section');
  card?.setAttribute('tabindex', '-1');
  card?.focus();
}

async function join(panel: MemberPanel): Promise<void> {
  const { host } = panel;
  // Clicks may come faster than the busy button is drawn.
  if (panel.joining === 'busy' || !host.dispatchEvent(new VafaJoinRequestEvent())) return;
  panel.joining = 'busy';
  host.requestUpdate();
  try {
    await host.club.client?.write('join', { acceptTerms: true });
    panel.joining = 'no';
    host.dispatchEvent(new VafaMemberJoinedEvent());
    focusCard(host);
  } catch (thrown) {
    // Somebody else signed in meanwhile: nothing was done in their name, and nothing is to be said of it.
    panel.joining = thrown instanceof PortalError && thrown.kind === 'conflict' ? 'no' : 'failed';
  }
  host.requestUpdate();
}
