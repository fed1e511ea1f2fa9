import { isList, isRecord } from '../../adapters/declarative/json.js';
import type { TraceEvent } from '../../adapters/declarative/trace.js';
import type { PortalError } from '../../domain/errors.js';
import { isRuled } from './verdict.js';

/** What to change so that an operation works, from how it failed and what was said on the way. */
export function adviceOn(error: PortalError, events: readonly TraceEvent[]): string {
  const answers = events.filter((event) => event.kind === 'answer');
  const last = answers.at(-1);
  if (error.code === 'misshapen') return misshapen(error, events);
  if (error.code === 'unmapped') return `Look at the answer below and write the expression for it. It has ${fieldsOf(last?.text)}.`;
  if (error.code === 'unfit' && error.message.includes('{ctx.accountId}')) return 'The vendor knows no such member: let `"when": "ctx.accountId"` leave the request out, and let the map of `member` say not_enrolled then. Or give another test member.';
  if (error.code === 'unfit') return 'A value that the path needs is not there. Look at where it comes from: ctx (the session), input, or the answer of a step before.';
  if (error.code === 'no_email') return 'Give the test member an address: --email, or let `member.from` be session.sub.';
  if (isRuled(error)) return 'What comes after it was not sent. Look whether it should hold for what was asked, and at the answers it reads.';
  if (error.kind === 'not_enrolled') return 'Name a member who has joined, or try --join. If this one should be known, look at the path and the `id` of member.lookup.';
  if (!last) return 'Nothing answered. Check baseUrl, allowedHosts and, for a server inside your network, privateHosts.';
  return byStatus(last.status, error);
}

function byStatus(status: number, error: PortalError): string {
  if (status === 401 || status === 403) return 'The vendor does not accept the credentials: check `auth` and that its secret is the right one for this address (live or sandbox), with the rights to read; and that `auth.more` or `headers` has what the vendor asks for beside it.';
  if (status === 404) return 'There is nothing at this address: check the path, and that the test member is known to the vendor.';
  if (status === 429) return 'The vendor is asked too often: set `budget` to what it allows.';
  if (status === 400 || status === 422) return 'The vendor does not take the request as it is: compare query and body with its documentation.';
  if (status >= 300 && status < 400) return 'It answers from another address: set baseUrl and path to the final one.';
  if (status >= 500) return 'The vendor is in trouble, or the request breaks it. Try the request by hand.';
  return error.code === 'refused' ? 'What came is no JSON, too much of it, or a redirect. Check that the address is the API’s and not a page’s.' : 'Compare the answer below with what `errors` says of failures.';
}

// A field that is not there is most often one that is called otherwise, or asked for from inside a list.
function misshapen(error: PortalError, events: readonly TraceEvent[]): string {
  const last = events.filter((event) => event.kind === 'answer').at(-1);
  if (events.findLast((event) => event.kind === 'mapped')?.value === null) return `The map came to nothing: write it now, from the answer below. It has ${fieldsOf(last?.text)}.`;
  const missing = error.message.includes('received undefined');
  const inside = missing ? ' Inside a list ([]) names are those of its items: what belongs to the whole is $.define…, $.settings…, $.ctx….' : '';
  return `${emptied(error, events)}The answer has ${fieldsOf(last?.text)}. Check the names in the map and convert what is of another kind: num(), text(), id(), instant(), amount(), money().${inside}`;
}

// What the map names and what came out as null is told apart from what it does not name at all.
function emptied({ cause }: PortalError, events: readonly TraceEvent[]): string {
  const made = events.findLast((event) => event.kind === 'mapped')?.value;
  const paths = isRecord(cause) && isList(cause.issues) ? cause.issues.flatMap((issue) => (isRecord(issue) && isList(issue.path) && issue.path.length > 0 ? [issue.path] : [])) : [];
  const [named, unnamed] = [paths.filter((path) => at(made, path) === null), paths.filter((path) => at(made, path) === undefined)].map((some) => [...new Set(some.map((path) => String(path.at(-1))))].join(', '));
  return [
    ...(named ? [`The map makes ${named}, but nothing came of it: the field is not there, or is not what its function reads (instant() reads dates of ISO 8601).`] : []),
    ...(unnamed ? [`The map does not make ${unnamed}.`] : []),
  ]
    .map((line) => `${line} `)
    .join('');
}

function at(value: unknown, path: readonly unknown[]): unknown {
  return path.reduce<unknown>((so, part) => (isList(so) && typeof part === 'number' ? so[part] : isRecord(so) && typeof part === 'string' ? so[part] : undefined), value);
}

/** The fields of an answer, in words. */
export function fieldsOf(text: string | undefined): string {
  const names = [...new Set([...(text ?? '').matchAll(/"([A-Za-z_][\w-]{0,40})"\s*:/g)].map(([, name]) => name))];
  return names.length === 0 ? 'no fields' : `the fields ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`;
}
