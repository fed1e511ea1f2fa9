/** The instant `months` later, on the same day of the month or the last one there is, in UTC. */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return moved;
}

/** The instant `days` times 24 hours later. */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day);
}
const day = 86_400_000;

/** The midnight that ends the instant's day in a time zone. */
export function endOfDay(at: Date, timeZone: string): Date {
  const local = new Date(at.getTime() + offset(at, timeZone));
  const wall = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + 1);
  // The offset at midnight may differ from the one now: a clock change lies between. The second guess settles it.
  const guess = wall - offset(new Date(wall - offset(at, timeZone)), timeZone);
  return new Date(wall - offset(new Date(guess), timeZone));
}

// How far the zone's wall clock is ahead of UTC, in milliseconds.
function offset(at: Date, timeZone: string): number {
  const parts = new Map(clock(timeZone).formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at.getTime() / 1_000) * 1_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
