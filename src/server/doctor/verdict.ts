import type { Description } from '../../adapters/declarative/description.js';
import { isList, isRecord } from '../../adapters/declarative/json.js';
import type { TraceEvent } from '../../adapters/declarative/trace.js';
import type { Operation } from '../../domain/capabilities.schema.js';
import type { PortalError } from '../../domain/errors.js';

type Entity = Readonly<Record<string, unknown>>;

/** What is always a fault of the description, the way or the vendor. */
const faults: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'invalid', 'unsupported']);
/** What a status alone says: unless the vendor told a code that the description knows, the request may as well be wrong. */
const doubtful: ReadonlySet<string> = new Set(['not_found', 'rejected', 'unauthenticated', 'forbidden']);

/** Whether a failure shows a fault, rather than a refusal that may be right for this member. */
export function isFault(operation: Operation, error: PortalError, { failures, ops }: Description, events: readonly TraceEvent[]): boolean {
  if (faults.has(error.kind)) return true;
  if (!doubtful.has(error.kind) || isRuled(error)) return false;
  // There may be no order to ask about.
  if (operation === 'order' && error.kind === 'not_found') return false;
  const { code } = error;
  const known = code !== undefined && (failures.codes.has(code) || ops.get(operation)?.codes.has(code) === true);
  const last = events.findLast((event) => event.kind === 'answer');
  return !known && !(last?.kind === 'answer' && failures.statuses.has(last.status));
}

/** Whether a rule of the description refused, not the vendor. */
export function isRuled({ message }: PortalError): boolean {
  return /^[\w.[\]]+\.(require|before)(\[\d+\])?: /.test(message);
}

/** Whether the look-up found nobody although the vendor's answer names the member it was asked for. */
export function overlooked({ lookup }: Description, events: readonly TraceEvent[], names: readonly (string | undefined)[]): boolean {
  if (!lookup) return false;
  const told = events.findLast((event) => event.kind === 'answer' && event.at.startsWith('member.lookup'));
  return told?.kind === 'answer' && told.status < 300 && names.some((name) => name !== undefined && told.text.includes(JSON.stringify(name)));
}

/** What is worth a second look in an answer that is valid; `wallets` are those of the member, where they are known. */
export function doubtOf(operation: Operation, answer: unknown, events: readonly TraceEvent[], wallets?: unknown): string | undefined {
  const lines = isRecord(answer) && isList(answer.items) ? answer.items : answer;
  if (isList(lines) && lines.length === 0) return emptied(events);
  if (operation === 'activity' && isList(lines)) return oldestFirst(lines);
  if (operation === 'rewards' && isList(lines) && isList(wallets)) return unpaid(lines.filter(isRecord), wallets.filter(isRecord));
  return operation === 'redeem' ? unusable(answer) : undefined;
}

// `list()` of a name that is not there is an empty list.
function emptied(events: readonly TraceEvent[]): string | undefined {
  const text = events.findLast((event) => event.kind === 'answer')?.text ?? '';
  const name = /"([^"\\]{1,40})"\s*:\s*\[\s*[^\]\s]/.exec(text)?.[1];
  const what = name === undefined ? (/^\s*\[\s*[^\]\s]/.test(text) ? 'is a list' : undefined) : `has a list “${name}”`;
  return what && `The answer ${what} with something in it, and the map made nothing of it: check the names in the map.`;
}

function oldestFirst(lines: readonly unknown[]): string | undefined {
  const times = [lines[0], lines.at(-1)].map((line) => (isRecord(line) && typeof line.at === 'string' ? Date.parse(line.at) : Number.NaN));
  return (times[0] ?? 0) < (times[1] ?? 0) ? 'The oldest line comes first: a history begins with the newest. Write reverse(sort_by(@, &at)).' : undefined;
}

function unpaid(rewards: readonly Entity[], wallets: readonly Entity[]): string | undefined {
  const pays = ({ walletId, unit }: Entity): boolean => wallets.some((wallet) => (walletId === undefined ? unitOf(wallet) === unitOf({ unit }) : wallet.id === walletId));
  const reward = wallets.length > 0 && rewards.find((each) => !pays(each));
  if (!reward) return undefined;
  return `Reward “${String(reward.id)}” costs “${unitOf(reward)}”, and the member’s wallets hold ${wallets.map((wallet) => `“${unitOf(wallet)}”`).join(', ')}: nobody sees what there is to spend and what is left. Give both one unit.id, or the reward the walletId.`;
}

function unitOf({ unit }: Entity): string {
  return isRecord(unit) ? String(unit.id) : '';
}

function unusable(answer: unknown): string | undefined {
  const result = isRecord(answer) ? answer.result : undefined;
  if (!isRecord(result) || result.state !== 'issued') return undefined;
  return result.code || result.url || result.note ? undefined : 'It is issued with neither a code nor an address nor a note: the member pays, and sees nothing to use. Map `code`, or say so in `degraded`.';
}
