import { declarativeOf, type DeclarativeOptions } from '../../adapters/declarative/declarative.js';
import { capabilitiesOf } from '../../adapters/declarative/engine.js';
import { hiding, type Hiding } from '../../adapters/declarative/hiding.js';
import type { Description } from '../../adapters/declarative/description.js';
import type { TraceEvent } from '../../adapters/declarative/trace.js';
import type { PortalAdapter, Session } from '../../adapters/port.js';
import type { Operation } from '../../domain/capabilities.schema.js';
import { PortalError, toPortalError } from '../../domain/errors.js';
import { isList, isRecord } from '../../adapters/declarative/json.js';
import { adviceOn, fieldsOf } from './advice.js';
import { without } from './shown.js';
import { doubtOf, isFault, isRuled, overlooked } from './verdict.js';
import { wanted } from './wanted.js';

/** What came of one operation. */
export type Finding =
  /** Asked, mapped and valid. `told` is what came of it, in a few words. */
  | { readonly operation: Tried; readonly outcome: 'ok'; readonly told: string; readonly requests: readonly Exchange[]; readonly note?: string; readonly doubt?: string }
  /** The vendor, or a rule of the description, refused in a way that is understood: it may be right, for this member. It was not tried to the end. */
  | { readonly operation: Tried; readonly outcome: 'refused'; readonly by: 'vendor' | 'rule'; readonly kind: string; readonly says: string; readonly advice: string; readonly requests: readonly Exchange[] }
  /** It does not work: where it stopped, why, what to change and, where that is the matter, what the map must make. */
  | { readonly operation: Tried; readonly outcome: 'broken'; readonly stage: 'reached' | 'mapped' | 'valid'; readonly says: string; readonly advice: string; readonly wanted?: string; readonly requests: readonly Exchange[] }
  /** It changes something, and nobody allowed that. */
  | { readonly operation: Tried; readonly outcome: 'skipped' }
  /** It is not described; `says` tells why, where the description does. */
  | { readonly operation: Tried; readonly outcome: 'absent'; readonly says: string | undefined };

/** What is tried: an operation, or the shop system that makes codes. */
export type Tried = Examined | 'codes';

/** An operation that is examined. */
export type Examined = Exclude<Operation, 'watch' | 'dismiss'>;

/** One request and the beginning of its answer. It holds what the vendor said: for the screen of whoever asked, not for logs. */
export interface Exchange {
  readonly at: string;
  readonly request: string;
  readonly status: number | undefined;
  readonly answer: string;
  /** Version of the API that answered, where it says so. */
  readonly version: string | undefined;
}

/** With whom and with what operations are tried. */
export interface Examination {
  readonly session: Session;
  readonly options: Omit<DeclarativeOptions, 'trace'>;
  /** Operations that change something are tried too, with these inputs. */
  readonly writes?: Partial<Record<Examined, unknown>> | undefined;
  readonly locale: string;
}

const reads = ['shop', 'member', 'wallets', 'tiers', 'activity', 'rewards', 'redemptions', 'earnActions', 'orders', 'order', 'estimate'] as const;
const writes = ['join', 'redeem', 'cancelRedemption', 'completeEarnAction'] as const;

/** Tries every operation of a description against the vendor, one after the other. */
export async function examine(description: Description, examination: Examination): Promise<Finding[]> {
  const findings: Finding[] = [];
  const hidden = hiding(8);
  const known = new Map<Examined, unknown>();
  for (const operation of [...reads, ...writes]) {
    const { finding, answer } = await examineOne(description, operation, examination, hidden, known);
    known.set(operation, answer);
    // Whatever the vendor repeats, in an answer, a code or a header, is shown without what it was asked with.
    findings.push(without(finding, hidden.hide));
  }
  return findings;
}

interface Examining {
  readonly finding: Finding;
  readonly answer?: unknown;
}

async function examineOne(description: Description, operation: Examined, examination: Examination, hidden: Hiding, known: ReadonlyMap<Examined, unknown>): Promise<Examining> {
  if (!description.ops.has(operation)) return { finding: { operation, outcome: 'absent', says: description.document.cannot?.[operation] } };
  const input = inputOf(operation, examination, firstId(known.get('orders')));
  if (input === undefined) return { finding: { operation, outcome: 'skipped' } };
  const events: TraceEvent[] = [];
  const port = declarativeOf(description, { ...examination.options, hidden, trace: (event) => events.push(event.kind === 'answer' ? { ...event, text: hidden.hide(event.text) } : event) }).open(examination.session);
  try {
    const answer = await ask(port, operation, input, examination.locale);
    return { answer, finding: isRecord(answer) && answer.state === 'not_enrolled' && unfound(description, events, examination) ? lost(operation, description, events) : sound(description, operation, answer, events, known.get('wallets')) };
  } catch (thrown) {
    const error = toPortalError(thrown);
    if (error.kind === 'not_enrolled' && unfound(description, events, examination)) return { finding: lost(operation, description, events) };
    return { finding: judged(description, operation, error, events) };
  }
}

function unfound(description: Description, events: readonly TraceEvent[], { session }: Examination): boolean {
  return overlooked(description, events, [session.memberId, session.email]);
}

function lost(operation: Examined, { document: { versionHeader } }: Description, events: readonly TraceEvent[]): Finding {
  const answer = events.findLast((event) => event.kind === 'answer' && event.at.startsWith('member.lookup'));
  const advice = `Write the name of the account’s id into member.lookup.id. The answer has ${fieldsOf(answer?.kind === 'answer' ? answer.text : '')}.`;
  return { operation, outcome: 'broken', stage: 'mapped', says: 'member.lookup.id: nothing came of it, although the answer names the member.', advice, requests: exchanges(events, versionHeader) };
}

function sound(description: Description, operation: Examined, answer: unknown, events: readonly TraceEvent[], wallets: unknown): Finding {
  const { versionHeader, ops } = description.document;
  const note = capabilitiesOf(description)[operation] === 'degraded' ? ops[operation]?.degraded : undefined;
  const doubt = doubtOf(operation, answer, events, wallets);
  return { operation, outcome: 'ok', told: summary(answer), requests: exchanges(events, versionHeader), ...(note !== undefined && { note }), ...(doubt !== undefined && { doubt }) };
}

function firstId(answer: unknown): string | undefined {
  const first = isRecord(answer) && isList(answer.items) ? answer.items[0] : undefined;
  return isRecord(first) && typeof first.id === 'string' ? first.id : undefined;
}

/** `undefined` for what may not be tried. */
function inputOf(operation: Examined, { writes: allowed }: Examination, order = '1'): unknown {
  const usual: Partial<Record<Examined, unknown>> = { activity: { limit: 5 }, orders: { limit: 5 }, order: { id: order }, estimate: { amount: 1_000 } };
  return isWrite(operation) ? allowed?.[operation] : (usual[operation] ?? {});
}

function isWrite(operation: Examined): boolean {
  return writes.some((each) => each === operation);
}

async function ask(port: PortalAdapter, operation: Examined, input: unknown, locale: string): Promise<unknown> {
  const call = { locale, key: `doctor-${crypto.randomUUID()}` };
  const method: unknown = Reflect.get(port, operation);
  if (typeof method !== 'function') throw new PortalError({ kind: 'unsupported' });
  const withInput = isWrite(operation) || ['activity', 'orders', 'order', 'estimate'].includes(operation);
  return Reflect.apply(method, port, withInput ? [input, call] : [call]);
}

function judged(description: Description, operation: Examined, error: PortalError, events: readonly TraceEvent[]): Finding {
  const requests = exchanges(events, description.document.versionHeader);
  if (!isFault(operation, error, description, events)) return { operation, outcome: 'refused', by: isRuled(error) ? 'rule' : 'vendor', kind: error.kind, says: error.message, advice: adviceOn(error, events), requests };
  const stage = error.code === 'misshapen' ? 'valid' : error.code === 'unmapped' ? 'mapped' : 'reached';
  return { operation, outcome: 'broken', stage, says: error.message, advice: adviceOn(error, events), ...(stage !== 'reached' && { wanted: wanted(operation) }), requests };
}

function exchanges(events: readonly TraceEvent[], versionHeader: string | undefined): Exchange[] {
  const named = versionHeader?.toLowerCase() ?? '';
  const answers = events.filter((event) => event.kind === 'answer');
  let answered = 0;
  return events.flatMap((event): Exchange[] => {
    if (event.kind !== 'request') return [];
    const answer = answers[answered++];
    return [{ at: event.at, request: `${event.method} ${event.url}${event.body === undefined ? '' : ` ${event.body}`}`, status: answer?.status, answer: (answer?.text ?? '').replaceAll(/\s+/g, ' ').slice(0, 300), version: answer?.headers[named] }];
  });
}

function summary(answer: unknown): string {
  if (Array.isArray(answer)) return `${answer.length} of them`;
  if (typeof answer !== 'object' || answer === null) return String(answer);
  if ('items' in answer && Array.isArray(answer.items)) return `${answer.items.length} ${answer.items.length === 1 ? 'line' : 'lines'}${'next' in answer && answer.next !== undefined ? ', and more' : ''}`;
  if ('state' in answer) return String(answer.state);
  return 'result' in answer ? summary(answer.result) : Object.keys(answer).join(', ');
}
