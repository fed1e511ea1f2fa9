import { html, nothing, type TemplateResult } from 'lit';
import type { LocaleController } from '../../controllers/locale.js';
import { daysIn, fromCalendar, monthName, toCalendar, yearName, type CalendarDay } from '../../i18n/calendar-day.js';
import { choice } from '../../ui/choice.js';

/** The stretches of time that a history is asked for. */
const spans = ['all', 30, 90, 365, 'own'] as const;
type Span = (typeof spans)[number];

const dayLength = 86_400_000;
/** Years back that can be chosen. */
const yearsBack = 10;

/** A stretch of time, chosen: one of a few, or from one day to another of the reader's own calendar. */
export class Period {
  readonly #locale: LocaleController;
  readonly #onChange: () => void;
  #span: Span = 'all';
  #from = '';
  #to = '';

  constructor(locale: LocaleController, onChange: () => void) {
    this.#locale = locale;
    this.#onChange = onChange;
  }

  /** Whether it leaves anything out. */
  get isSet(): boolean {
    return this.#span !== 'all';
  }

  /** The first and last day, as ISO days; nothing where there is no bound. */
  days(now: Date): { from?: string; to?: string } {
    const span = this.#span;
    if (span === 'all') return {};
    return span === 'own' ? { from: this.#from, to: this.#to } : { from: this.#day(now, span) };
  }

  render(): TemplateResult {
    const { t } = this.#locale;
    const onSpan = (value: string): void => {
      this.#span = spans.find((span) => String(span) === value) ?? 'all';
      this.#to ||= this.#day(new Date());
      this.#from ||= this.#day(new Date(), 30);
      this.#onChange();
    };
    const named = spans.map((span): readonly [string, string] => [String(span), typeof span === 'number' ? t('history.lastDays', { n: span }) : t(`history.period.${span}`)]);
    return html`${choice(t('history.period'), named, String(this.#span), onSpan)}
    ${this.#span === 'own' ? html`${this.#renderDay('history.from', this.#from, (iso) => this.#setFrom(iso))} ${this.#renderDay('history.to', this.#to, (iso) => this.#setTo(iso))}` : nothing}`;
  }

  /** A native date field shows the Gregorian calendar whatever the page speaks, hence three lists. */
  #renderDay(key: 'history.from' | 'history.to', iso: string, set: (iso: string) => void): TemplateResult {
    const { dateSettings, t } = this.#locale;
    const here = toCalendar(iso, dateSettings);
    const change = (part: keyof CalendarDay) => (value: string) => set(fromCalendar({ ...here, [part]: Number(value) }, dateSettings));
    const thisYear = toCalendar(this.#day(new Date()), dateSettings).year;
    const yearOf = (year: number): readonly [string, string] => [String(year), yearName({ ...here, year }, dateSettings)];
    const months = Array.from({ length: 12 }, (_, at): readonly [string, string] => [String(at + 1), monthName({ ...here, month: at + 1 }, dateSettings)]);
    return html`<fieldset class="day">
      <legend class="note" .textContent=${t(key)}></legend>
      ${choice(t('date.day'), count(daysIn(here, dateSettings)).map((day) => [String(day), this.#locale.number(day)]), String(here.day), change('day'))}
      ${choice(t('date.month'), months, String(here.month), change('month'))}
      ${choice(t('date.year'), count(yearsBack).map((back) => yearOf(thisYear + 1 - back)), String(here.year), change('year'))}
    </fieldset>`;
  }

  /** The day it is at the shop, or was so many days ago; a page's own clock may be a day ahead or behind. */
  #day(now: Date, back = 0): string {
    const settings = { ...this.#locale.dateSettings, calendar: 'gregory' } as const;
    return fromCalendar(toCalendar(new Date(now.getTime() - back * dayLength).toISOString(), settings), settings);
  }

  // A period that would end before it begins is one day long.
  #setFrom(iso: string): void {
    this.#from = iso;
    if (this.#to < iso) this.#to = iso;
    this.#onChange();
  }

  #setTo(iso: string): void {
    this.#to = iso;
    if (this.#from > iso) this.#from = iso;
    this.#onChange();
  }
}

function count(length: number): number[] {
  return Array.from({ length }, (_, at) => at + 1);
}
