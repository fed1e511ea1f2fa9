import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { advise } from '../client/advise.js';
import type { Client } from '../client/client.js';
import { known } from '../client/resource.js';
import type { Money } from '../domain/money.schema.js';
import type { Shop } from '../domain/shop.schema.js';
import type { Unit } from '../domain/unit.schema.js';
import { english, type MessageKey } from '../i18n/catalog.js';
import { formatDate, type DateSettings } from '../i18n/dates.js';
import { formatMessage, type Params } from '../i18n/message.js';
import { formatMoney } from '../i18n/money.js';
import { formatNumber, pluralCategory, type NumberStyle } from '../i18n/numbers.js';
import { resolveTongue, type Tongue } from '../i18n/resolve.js';
import type { ClubController } from './club.js';

type Host = ReactiveControllerHost & HTMLElement & { readonly club: ClubController };

/** Speaks the element's language: texts, numbers, amounts, money and dates, as the page and the shop want them. */
export class LocaleController implements ReactiveController {
  tongue: Tongue = { locale: 'en', dir: 'ltr' };
  /** The parts of the catalogue that hold the element's own words, where they are parts by themselves. */
  readonly parts = new Set<string>();
  readonly #host: Host;
  #client: Client | undefined;
  #stop: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.club.read({ read: 'shop' });
    host.addController(this);
  }

  hostConnected(): void {
    watchPage(this.#resolve);
    this.#resolve();
  }

  hostUpdate(): void {
    const { client } = this.#host.club;
    if (client === this.#client) return;
    this.#stop?.();
    this.#client = client;
    this.#stop = client?.messages.subscribe(() => this.#host.requestUpdate());
    this.#resolve();
  }

  hostDisconnected(): void {
    unwatchPage(this.#resolve);
    this.#stop?.();
    this.#client = undefined;
  }

  /** Whether the words of a part are here; asks for them where they are not. */
  has(part: string): boolean {
    return this.#host.club.client?.messages.ready(this.tongue.locale, [part]) ?? false;
  }

  /** Whether the words are here; until then an element shows its skeleton without any. */
  get ready(): boolean {
    return this.#host.club.client?.messages.ready(this.tongue.locale, [...this.parts]) ?? false;
  }

  /** A message of the catalogue, filled. */
  readonly t = (key: MessageKey, params: Params = {}): string => {
    const { client } = this.#host.club;
    if (!client) return '';
    const { locale } = this.tongue;
    const language = {
      number: (value: number) => this.number(value),
      plural: (value: number, ordinal: boolean) => pluralCategory(value, locale, ordinal),
    };
    try {
      return formatMessage(client.messages.text(locale, key), params, language);
    } catch (thrown) {
      // Only the shop's own words can be malformed; a sentence of theirs must not cost the card.
      advise('message', `${locale}.${key}`, String(thrown));
      return formatMessage(english[key] ?? key, params, language);
    }
  };

  /** A number; `style.fraction` says how many of its digits are decimals. */
  number(amount: number, style?: NumberStyle): string {
    return formatNumber(amount, this.tongue.locale, this.#digits, style);
  }

  /** An amount of a unit with its word: `1,250 points`. Credit in a currency is money. */
  amount(unit: Unit, amount: number, signed = false): string {
    const [number, name] = this.amountParts(unit, amount, signed);
    return name ? this.t('unit.amount', { number, unit: name }) : number;
  }

  /** The number of an amount, and its word where it has one beside it. */
  amountParts(unit: Unit, amount: number, signed = false): readonly [number: string, name: string] {
    if (unit.kind === 'credit' && unit.currency) return [this.money({ minor: amount, currency: unit.currency }, signed), ''];
    return [this.number(amount, { fraction: unit.decimals, signed }), this.unitName(unit, amount)];
  }

  /** The word of a unit beside this amount. */
  unitName(unit: Unit, amount: number): string {
    const n = amount / 10 ** unit.decimals;
    const one = pluralCategory(n, this.tongue.locale, false) === 'one';
    const own = one ? (unit.one ?? unit.other) : unit.other;
    if (own !== undefined) return own;
    return this.t(unit.kind === 'credit' || unit.kind === 'stamps' ? `unit.${unit.kind}` : 'unit.points', { n });
  }

  /** Money, by the shop's unit table first. */
  money(money: Money, signed = false): string {
    const currencies = this.shop?.currencies ?? [];
    return formatMoney(money, { locale: this.tongue.locale, digits: this.#digits, currencies, signed });
  }

  /** A day, in the shop's time zone and the reader's calendar. */
  date(at: string): string {
    return formatDate(at, this.dateSettings, new Date());
  }

  /** How dates are written here. */
  get dateSettings(): DateSettings {
    const timeZone = this.shop?.timeZone ?? 'UTC';
    const calendar = this.#host.club.client?.config.calendar ?? this.shop?.display.calendar ?? 'locale';
    return { locale: this.tongue.locale, digits: this.#digits, calendar, timeZone };
  }

  /** The shop, once it is known. */
  get shop(): Shop | undefined {
    const state = this.#host.club.client?.store.state({ read: 'shop' });
    return state && known(state)?.data;
  }

  get #digits() {
    return this.#host.club.client?.config.digits ?? this.shop?.display.digits ?? 'locale';
  }

  readonly #resolve = (): void => {
    if (!this.#host.isConnected) return;
    const { client } = this.#host.club;
    this.tongue = resolveTongue(this.#host, { locale: client?.config.locale, dir: client?.config.dir });
    client?.relocate();
    this.#host.requestUpdate();
  };
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** One observer for all elements: the page's language, direction and colours as its root element says them. */
export function watchPage(listener: () => void): void {
  listeners.add(listener);
  if (observer) return;
  observer = new MutationObserver(() => listeners.forEach((each) => each()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'dir', 'class', 'data-theme', 'data-color-scheme'] });
}

/** Stops telling; the last one to leave ends the observer. */
export function unwatchPage(listener: () => void): void {
  listeners.delete(listener);
  if (listeners.size > 0) return;
  observer?.disconnect();
  observer = undefined;
}
