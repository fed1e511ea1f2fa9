import type { Description } from '../../adapters/declarative/description.js';
import type { Exchange, Finding } from './examine.js';
import { parts } from './wanted.js';

/** Whether something that an element would show does not work, or could not be tried because nobody knows the member. */
export function isBroken(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.outcome === 'broken' || isStranger(finding));
}

function isStranger(finding: Finding): boolean {
  return finding.outcome === 'refused' && finding.kind === 'not_enrolled';
}

/** What was found, as lines for a terminal. */
export function linesOf(findings: readonly Finding[], drift: readonly string[]): string[] {
  const width = Math.max(...findings.map(({ operation }) => operation.length));
  return [
    ...findings.flatMap((finding, at) => lines(finding, width, findings.slice(0, at).find((other) => fellAlike(finding, other)))),
    ...drift.map((line) => `! ${line}`),
    '',
    verdict(findings),
  ];
}

function verdict(findings: readonly Finding[]): string {
  const broken = findings.filter(({ outcome }) => outcome === 'broken').length;
  if (findings.every(({ operation }) => operation === 'codes')) return codesText(broken);
  if (broken > 0) return `${broken} ${broken === 1 ? 'operation does' : 'operations do'} not work.`;
  const strange = findings.filter(isStranger).length;
  if (strange > 0) return `${strange} ${strange === 1 ? 'operation' : 'operations'} could not be tried: the vendor knows no such member. Name one who has joined (--member, --email), or try --join. If this one should be known, the path or \`id\` of member.lookup is wrong.`;
  const refused = findings.filter(({ outcome }) => outcome === 'refused').length;
  return refused > 0 ? `What was tried to the end works; ${refused} ${refused === 1 ? 'operation was' : 'operations were'} refused on the way (~).` : 'Everything that is described works.';
}

function codesText(broken: number): string {
  return broken === 0 ? 'The shop system can make the codes. None was made.' : 'The shop system would make no codes.';
}

// What fails all operations, such as a wrong secret, is told once.
function fellAlike(one: Finding, other: Finding): boolean {
  return one.outcome === 'broken' && other.outcome === 'broken' && one.says === other.says && one.advice === other.advice;
}

function lines(finding: Finding, width: number, before: Finding | undefined): string[] {
  const name = finding.operation.padEnd(width);
  switch (finding.outcome) {
    case 'ok':
      return [`✓ ${name}  reached, mapped, valid: ${finding.told}`, ...(finding.note === undefined ? [] : [`  ${' '.repeat(width)}  ${finding.note}`]), ...(finding.doubt === undefined ? [] : [`! ${' '.repeat(width)}  ${finding.doubt}`, ...finding.requests.flatMap(exchange)])];
    case 'refused':
      return [`~ ${name}  ${finding.by === 'rule' ? 'a rule of the description' : 'the vendor'} refused (${finding.kind}): ${finding.says}`, `    → ${finding.advice}`, ...finding.requests.flatMap(exchange)];
    case 'skipped':
      return [`· ${name}  not tried: it changes something (${switches[finding.operation] ?? 'never tried'})`];
    case 'absent':
      return [`- ${name}  not offered${finding.says === undefined ? '' : `: ${finding.says}`}`];
    case 'broken':
      if (before) return [`✗ ${name}  ${stages[finding.stage]}, as ${before.operation}`];
      return [`✗ ${name}  ${stages[finding.stage]}`, `    ${finding.says}`, `    → ${finding.advice}`, ...(finding.wanted === undefined ? [] : [`    It must be ${finding.wanted}.${named(finding.wanted)}`]), ...finding.requests.flatMap(exchange)];
    default:
      return finding satisfies never;
  }
}

function named(shape: string): string {
  return Object.entries(parts).map(([name, made]) => (shape.includes(`: ${name}`) ? ` ${name} is ${made}.` : '')).join('');
}

/** What to type so that an operation is tried that changes something. */
const switches: Readonly<Partial<Record<Finding['operation'], string>>> = { join: '--join', redeem: '--redeem reward=cost', cancelRedemption: '--cancel redemption', completeEarnAction: '--complete action' };

const stages = { reached: 'not reached', mapped: 'reached, but not mapped', valid: 'reached and mapped, but not valid' } as const;

// A request is repeated while it may help; the same answer to it is shown once.
function exchange({ at, request, status, answer }: Exchange, index: number, all: readonly Exchange[]): string[] {
  const alike = all.filter((other) => other.request === request && other.status === status && other.answer === answer);
  if (alike[0] !== all[index]) return [];
  return [`    ${at}`, `      ${request}`, `      ${status ?? 'no answer'} ${answer}${alike.length > 1 ? ` (${alike.length} times)` : ''}`];
}

/** What a description was checked against. */
const against = { live: 'live', description: 'against the vendor’s own description', modelled: 'against somebody else’s description', docs: 'by the documentation' } as const;

/** Days after which a check is worth repeating. */
const stale = 365;

/** What has moved since the description was verified: the version that answers, and the time that passed. */
export function driftOf({ document }: Description, findings: readonly Finding[], now: Date): string[] {
  const { apiVersion, verified, id } = document;
  const versions = findings.flatMap((finding) => ('requests' in finding ? finding.requests : [])).flatMap(({ version }) => version ?? []);
  const others = [...new Set(versions)].filter((version) => apiVersion !== undefined && version !== apiVersion);
  const days = verified === undefined ? undefined : Math.floor((now.getTime() - Date.parse(verified.on)) / 86_400_000);
  return [
    ...others.map((version) => `${id} was described for version ${apiVersion ?? ''} of the API; ${version} answers. Compare the two before you rely on it.`),
    ...(verified && verified.how !== 'live' ? [`${id} was checked ${against[verified.how]} on ${verified.on}, not against a live account.`] : []),
    ...(days !== undefined && days > stale ? [`${id} was verified ${days} days ago.`] : []),
  ];
}
