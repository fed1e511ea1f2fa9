import { PortalError } from '../../domain/errors.js';
import { UnfitValue, UnmappedValue } from './compiler.js';
import type { Description, Operating } from './description.js';
import { isList, isRecord } from './json.js';
import type { Root } from './root.js';
import { hold, runAll, type Run } from './runner.js';
import type { Describable, Shape } from './shape.js';
import { late } from './transport.js';

/** What the description made of the vendor’s answers, not yet held against the schema. */
export interface Mapped {
  readonly value: unknown;
  /** The cursor of the next page, where there is one. */
  readonly next: string | undefined;
}

/** Asks the vendor and maps the answers. Fails with a `PortalError`. */
export async function mapped(description: Description, operating: Pick<Operating, 'before' | 'requests' | 'map' | 'at'>, root: Root, run: Run): Promise<Mapped> {
  return failing(operating.at, run.signal, async () => {
    const start = defined(description, root);
    for (const rule of operating.before) hold(rule, start);
    const ran = await runAll(operating.requests, start, run);
    const value = operating.map(ran.root);
    run.trace?.({ kind: 'mapped', at: `${operating.at}.map`, value });
    return { value, next: ran.next };
  });
}

/** The root with the description’s own definitions; each sees those before it. */
export function defined({ define }: Description, root: Root): Root {
  return define.reduce<Root>((so, [name, give]) => ({ ...so, define: { ...so.define, [name]: give(so) } }), root);
}

/** Runs what may find the description wanting; that is told as a `PortalError`, with the path and no data. */
export async function failing<T>(at: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PortalError) throw thrown;
    if (thrown instanceof UnmappedValue) throw new PortalError({ kind: 'unavailable', code: 'unmapped', detail: thrown.message }, { cause: thrown });
    if (thrown instanceof UnfitValue) throw new PortalError({ kind: 'invalid', code: 'unfit', detail: thrown.message }, { cause: thrown });
    if (signal.aborted) throw late(at);
    throw thrown;
  }
}

/** Holds what was mapped against the kit’s schema. Fails with a `PortalError` that names the paths it missed. */
export function shaped<T>(operation: Describable, shape: Shape<T>, value: unknown): T {
  const held = shape(value);
  if ('value' in held) return withoutTwins(held.value);
  throw new PortalError({ kind: 'unavailable', code: 'misshapen', detail: `ops.${operation}.map: what it made is no answer of this kit. ${held.missed.join('; ')}.` }, { cause: held.cause });
}

// Vendors repeat lines where pages overlap; the first of them counts.
function withoutTwins<T>(answer: T): T;
function withoutTwins(answer: unknown): unknown {
  if (!isList(answer)) return answer;
  const known = new Set<unknown>();
  return answer.filter((each) => {
    const id = isRecord(each) ? each.id : undefined;
    if (id === undefined) return true;
    const first = !known.has(id);
    known.add(id);
    return first;
  });
}
