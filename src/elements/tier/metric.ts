import type { LocaleController } from '../../controllers/locale.js';
import type { Criterion } from '../../domain/tier.schema.js';
import type { Unit } from '../../domain/unit.schema.js';

/** What is counted: of a ladder, or of one of its criteria. */
export type Counted = Pick<Criterion, 'metric' | 'unit' | 'currency'>;

/** Points of a backend that does not name its unit. */
const plainPoints: Unit = { id: 'points', kind: 'points', decimals: 0 };

/** An amount of what counts, with its word. */
export function metricText(locale: LocaleController, { metric, unit, currency }: Counted, amount: number): string {
  switch (metric) {
    case 'spend':
      return currency ? locale.money({ minor: amount, currency }) : locale.number(amount);
    case 'orders':
    case 'visits':
    case 'referrals':
      return locale.t(`metric.${metric}`, { n: amount });
    case 'points':
      return locale.amount(unit ?? plainPoints, amount);
    case 'custom':
    case 'other':
      return locale.number(amount);
    default:
      return metric satisfies never;
  }
}

/** The amount alone, where the word follows with the target. */
export function bareMetric(locale: LocaleController, counted: Counted, amount: number): string {
  if (counted.metric === 'spend') return metricText(locale, counted, amount);
  return locale.number(amount, { fraction: counted.metric === 'points' ? (counted.unit?.decimals ?? 0) : 0 });
}
