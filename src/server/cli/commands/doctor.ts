import { dirname, resolve } from 'node:path';
import * as z from 'zod/mini';
import { DescriptionError, type Description } from '../../../adapters/declarative/description.js';
import type { MemberToken } from '../../../adapters/declarative/signing.js';
import { pageDocument } from '../../../adapters/declarative/page.schema.js';
import type { SettingValues } from '../../../adapters/declarative/settings.js';
import { MissingSecret, secretOf } from '../../../adapters/declarative/secrets.js';
import { describe } from '../../../adapters/declarative/describe.js';
import { descriptionOf, memberTokenOf } from '../../config/backends.js';
import { parseConfig } from '../../config/config.js';
import type { CodesConfig, ServeConfig, SingleBackend } from '../../config/config.schema.js';
import { examineCodes } from '../../doctor/codes.js';
import { examine, type Examination, type Finding } from '../../doctor/examine.js';
import { driftOf, isBroken, linesOf } from '../../doctor/report.js';
import { readJsonFile } from '../../json-file.js';
import { outboundFetch } from '../../outbound.js';
import { secretAt } from '../../secret-at.js';
import { UserError } from '../../user-error.js';
import { UsageError, word, type Call, type Command, type Outcome } from '../command.js';

/** `vafa doctor`: does a described backend work, and would the shop system make codes. */
export const doctor: Command = {
  name: 'doctor',
  usage: '<vafa.json, adapter.json or what vafa page wrote> [--member <id>] [--email <address>]',
  says: 'Tries every operation of a described backend, and says of each: reached, mapped, valid, or where it stopped and what to change. So too the shop system that makes codes.',
  more: [
    'It asks in the name of the member you name, and changes nothing unless you say --join, --redeem, --cancel or --complete. What the vendor answers is shown: keep it out of logs.',
    'Of `codes` it reads whether the shop system takes the token and lets it make discounts, and the shop’s currency; it makes none. Without a described backend no member is needed.',
  ],
  options: {
    member: { value: '<id>', says: 'Id of a test member, as the shop has it.' },
    email: { value: '<address>', says: 'Their e-mail address, for vendors that know members by it.' },
    locale: { value: '<tag>', says: 'Language of the texts; en.' },
    set: { value: '<name=value>', multiple: true, says: 'A setting of the adapter, where no configuration says it.' },
    'base-url': { value: '<address>', says: 'Another address: a sandbox or mock.' },
    'private-host': { value: '<host:port>', multiple: true, says: 'A host inside your network that may be asked, by plain http too.' },
    join: { says: 'Tries join too: the member joins.' },
    'member-token': { value: '<reference>', says: 'The member’s own token at the vendor, env:NAME or file:/path, for descriptions that sign with it.' },
    redeem: { value: '<reward=cost>', says: 'Tries redeem too: this reward at this cost. It takes the member’s points.' },
    cancel: { value: '<redemption>', says: 'Tries cancelRedemption too, of this redemption.' },
    complete: { value: '<action>', says: 'Tries completeEarnAction too, of this way to earn.' },
  },
  examples: ['vafa doctor vafa.json --member 42 --email test@shop.example', 'vafa doctor my.adapter.json --member 42 --set programId=7 --json'],
  words: 1,
  run: async (call) => {
    const { targets, codes } = await subjectOf(call, word(call, 0, 'The file'));
    const reports = [];
    for (const target of targets) reports.push(await report(call, target));
    if (codes) reports.push(await codesReport(call, codes));
    return outcomeOf(reports);
  },
};

interface Target {
  readonly name: string;
  readonly description: Description;
  readonly privateHosts: readonly string[];
  readonly timeZone?: string | undefined;
  /** Where the configuration says that members' tokens come from. */
  readonly memberToken?: MemberToken | undefined;
}

interface Report {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly drift: readonly string[];
}

/** What there is to try. */
interface Subject {
  readonly targets: readonly Target[];
  /** A shop system that makes codes. */
  readonly codes?: Pick<ServeConfig, 'privateHosts'> & { readonly config: CodesConfig };
}

async function subjectOf(call: Call, file: string): Promise<Subject> {
  const document = await readJsonFile(file, 'file');
  const hosts = call.list('private-host');
  const alone = descriptionIn(document);
  if (alone) return { targets: [{ name: file, description: described(call, alone.adapter, file, alone.settings), privateHosts: hosts }] };
  const config = parseConfig(document, file);
  const { codes } = config;
  const parts = partsOf(config);
  if (parts.length === 0 && !codes) throw new UserError(`${file} has no described backend, and no shop system that makes codes; a club alone needs no doctor.`);
  const privateHosts = [...config.privateHosts, ...hosts];
  return { targets: await targetsOf(call, file, config, parts, privateHosts), ...(codes && { codes: { config: codes, privateHosts } }) };
}

async function targetsOf(call: Call, file: string, config: ServeConfig, parts: readonly [string, Described][], privateHosts: readonly string[]): Promise<Target[]> {
  const path = (written: string): string => resolve(dirname(file), written);
  const secrets = secretAt(call.io.env);
  return Promise.all(parts.map(async ([name, part]) => {
    const description = await descriptionOf(part, name, { path });
    const memberToken = call.text('member-token') === undefined ? memberTokenOf(part, description, name, { config }, { secrets, now: call.io.now }) : undefined;
    return { name, description, privateHosts, timeZone: config.shop?.timeZone, memberToken };
  }));
}

/** A description by itself, or in what `vafa page` wrote. */
function descriptionIn(document: unknown): { adapter: object; settings?: SettingValues } | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  if ('dialect' in document) return { adapter: document };
  const forPage = z.safeParse(pageDocument, document);
  return forPage.success ? { adapter: forPage.data.adapter, settings: forPage.data.settings ?? {} } : undefined;
}

type Described = Exclude<SingleBackend, { type: 'club' }>;

function partsOf({ backend }: ServeConfig): [string, Described][] {
  const all: [string, SingleBackend][] = backend.type === 'compose' ? Object.entries(backend.parts) : [['backend', backend]];
  return all.flatMap(([name, part]): [string, Described][] => (part.type === 'club' ? [] : [[name, part]]));
}

function described(call: Call, document: object, file: string, settings: SettingValues = {}): Description {
  const baseUrl = call.text('base-url');
  const host = baseUrl !== undefined && URL.canParse(baseUrl) ? [new URL(baseUrl).host] : [];
  const hosts: unknown = 'allowedHosts' in document ? document.allowedHosts : [];
  const moved = baseUrl === undefined ? document : { ...document, baseUrl, allowedHosts: [...(Array.isArray(hosts) ? (hosts as unknown[]) : []), ...host] };
  try {
    return describe(moved, { ...settings, ...settingsOf(call) });
  } catch (thrown) {
    if (thrown instanceof DescriptionError) throw new UserError(`${file}: ${thrown.message}`);
    throw thrown;
  }
}

function settingsOf(call: Call): Record<string, string> {
  return Object.fromEntries(call.list('set').map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--set ${pair} must be name=value.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  }));
}

async function report(call: Call, { name, description, privateHosts, timeZone, memberToken }: Target): Promise<Report> {
  const memberId = call.text('member');
  if (memberId === undefined) throw new UsageError('--member is missing: the id of a test member.');
  const email = call.text('email');
  const secrets = secretAt(call.io.env);
  const given = call.text('member-token');
  const token = given === undefined ? memberToken : async () => secretOf(secrets, '--member-token', given);
  const options: Examination['options'] = { secrets, ...(token && { memberToken: token }), fetch: outboundFetch({ privateHosts }), plainHosts: privateHosts, now: call.io.now, ...(timeZone !== undefined && { timeZone }) };
  try {
    const findings = await examine(description, { session: { shopId: 'doctor', memberId, ...(email !== undefined && { email }) }, options, locale: call.text('locale') ?? 'en', writes: writesOf(call) });
    return { name, findings, drift: driftOf(description, findings, call.io.now()) };
  } catch (thrown) {
    if (thrown instanceof MissingSecret) throw new UserError(`${name}: ${thrown.message}`);
    throw thrown;
  }
}

async function codesReport({ io }: Call, { config, privateHosts }: NonNullable<Subject['codes']>): Promise<Report> {
  try {
    return { name: 'codes', findings: [await examineCodes(config, { secrets: secretAt(io.env), fetch: io.fetch ?? outboundFetch({ privateHosts }) })], drift: [] };
  } catch (thrown) {
    if (thrown instanceof MissingSecret) throw new UserError(thrown.message);
    throw thrown;
  }
}

function writesOf(call: Call): Examination['writes'] {
  const [wish, redemptionId, actionId] = [call.text('redeem'), call.text('cancel'), call.text('complete')];
  return {
    ...(call.flag('join') && { join: { acceptTerms: true } }),
    ...(wish !== undefined && { redeem: redeemOf(wish) }),
    ...(redemptionId !== undefined && { cancelRedemption: { redemptionId } }),
    ...(actionId !== undefined && { completeEarnAction: { actionId } }),
  };
}

function redeemOf(wish: string): { rewardId: string; cost: number } {
  const [rewardId, cost] = [wish.slice(0, wish.lastIndexOf('=')), Number(wish.slice(wish.lastIndexOf('=') + 1))];
  if (rewardId === '' || !Number.isSafeInteger(cost) || cost < 0) throw new UsageError(`--redeem ${wish} must be reward=cost, e.g. discount-50=500.`);
  return { rewardId, cost };
}

function outcomeOf(reports: readonly Report[]): Outcome {
  const lines = reports.flatMap(({ name, findings, drift }) => [...(reports.length > 1 ? [`${name}:`] : []), ...linesOf(findings, drift)]);
  return { lines, data: { reports }, failed: reports.some(({ findings }) => isBroken(findings)) };
}
