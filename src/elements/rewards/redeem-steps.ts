import { html, nothing, type TemplateResult } from 'lit';
import type { Going } from '../../client/errands.js';
import type { LocaleController } from '../../controllers/locale.js';
import type { ErrorKind } from '../../domain/error.schema.js';
import type { PortalError } from '../../domain/errors.js';
import type { Redemption, Reward } from '../../domain/reward.schema.js';
import type { Wallet } from '../../domain/wallet.schema.js';
import type { MessageKey } from '../../i18n/catalog.js';
import { button } from '../../ui/notice.js';
import type { CodeDesk } from './code.js';
import type { RewardsHost } from './host.js';

/** What a member agrees to: all numbers as they stand on the screen. */
export interface Quote {
  readonly reward: Reward;
  readonly cost: number;
  readonly wallet: Wallet | undefined;
}

/** What a quote needs of the element. */
type QuoteHost = Pick<RewardsHost, 'locale' | 'worth'>;

/** Before and after: what there is, what it costs, what is left, what it is worth. */
export function drawQuote({ locale, worth }: QuoteHost, { reward, cost, wallet }: Quote): TemplateResult {
  const { t } = locale;
  const { unit } = reward;
  const words = worth(reward, cost);
  const rows: readonly (readonly [MessageKey, string] | '' | undefined)[] = [
    wallet && ['redeem.before', locale.amount(unit, wallet.available)],
    ['redeem.cost', cost > 0 ? locale.amount(unit, cost) : t('rewards.free')],
    wallet && wallet.available >= cost ? ['redeem.after', locale.amount(unit, wallet.available - cost)] : undefined,
    words && ['redeem.worth', words],
  ];
  return html`<dl>
    ${rows.map((row) => row && html`<dt .textContent=${t(row[0])}></dt><dd class=${row[0] === 'redeem.after' ? 'strong' : ''} .textContent=${row[1]}></dd>`)}
  </dl>`;
}

/** A reward that can no longer be had though the dialog is open for it: why, and the numbers where they are why. */
export function drawBarred(host: QuoteHost, words: string, quote: Quote | false, close: () => void): TemplateResult {
  return html`<p class="warning" part="message" tabindex="-1" .textContent=${words}></p>
    ${quote ? drawQuote(host, quote) : nothing}
    <div class="actions">${button(host.locale.t('redeem.close'), close, { quiet: true })}</div>`;
}

/** How the member goes on from an outcome. */
export interface Ways {
  readonly again: () => void;
  readonly close: () => void;
  /** Nothing around it says which reward it is about. */
  readonly named: boolean;
}

/** How a redemption goes or ended: waiting, checking, the code, on its way, or why not. */
export function drawGoing(locale: LocaleController, codes: CodeDesk, going: Exclude<Going, { kind: 'changed' }>, ways: Ways): TemplateResult {
  const { t } = locale;
  const close = button(t('redeem.close'), ways.close, { quiet: true });
  switch (going.kind) {
    case 'sending':
      return html`<div class="actions">${button(t('redeem.sending'), () => undefined, { busy: true })} ${close}</div>`;
    case 'checking':
      return html`<p part="message" tabindex="-1" .textContent=${`${t(lostWords(going.error))} ${t('redeem.checking')}`}></p>
        <div class="actions">${button(t('redeem.checkNow'), ways.again)} ${close}</div>`;
    case 'refused':
      return html`<p class="warning" part="message" tabindex="-1" .textContent=${going.error.userMessage ?? t(refusalWords(going.error))}></p>
        <div class="actions">${close}</div>`;
    case 'done':
      return drawRedemption(locale, codes, going.redemption, ways.named, close);
    default:
      return going satisfies never;
  }
}

function drawRedemption({ t }: LocaleController, codes: CodeDesk, redemption: Redemption, named: boolean, close: TemplateResult): TemplateResult {
  const { state, title, note } = redemption;
  if (state === 'failed' || state === 'cancelled') {
    return html`<p class="warning" part="message" tabindex="-1" .textContent=${[t('redeem.over'), note].filter(Boolean).join(' ')}></p>
      <div class="actions">${close}</div>`;
  }
  const words = state === 'pending' ? t('redeem.pending') : named ? t('redeem.done', { title }) : t('redeem.yours');
  return html`<p class="strong" part="message" tabindex="-1" .textContent=${words}></p>
    ${state === 'pending' ? nothing : codes.draw(redemption)}
    <div class="actions">${close}</div>`;
}

/** The words of what is said to those who do not see it. */
export function spokenGoing({ t }: LocaleController, going: Going): string {
  switch (going.kind) {
    case 'sending':
      return '';
    case 'checking':
      return t('redeem.checking');
    case 'changed':
      return t('redeem.changed');
    case 'refused':
      return going.error.userMessage ?? t(refusalWords(going.error));
    case 'done':
      return going.redemption.state === 'pending' ? t('redeem.pending') : t('redeem.done', { title: going.redemption.title });
    default:
      return going satisfies never;
  }
}

const lost: Partial<Record<ErrorKind, MessageKey>> = { unavailable: 'error.unavailable', timeout: 'error.timeout', unauthenticated: 'session.expired' };

function lostWords(error: PortalError | undefined): MessageKey {
  return (error && lost[error.kind]) ?? 'redeem.lost';
}

const worded = ['insufficient_balance', 'out_of_stock', 'limit_reached', 'rejected', 'not_enrolled', 'unauthenticated', 'rate_limited'] as const;

function refusalWords({ kind }: PortalError): MessageKey {
  const known = worded.find((each) => each === kind);
  return known ? `redeem.${known}` : 'redeem.other';
}
