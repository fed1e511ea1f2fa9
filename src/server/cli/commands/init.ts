import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { adapterDocument } from '../../../adapters/declarative/document.schema.js';
import type { Money } from '../../../domain/money.schema.js';
import { tomanUnit } from '../../club/club-texts.js';
import { starterProgram } from '../../club/starter-program.js';
import { parseConfig } from '../../config/config.js';
import type { ServeConfig } from '../../config/config.schema.js';
import { presetNames, presetOf } from '../../config/presets.js';
import { UserError } from '../../user-error.js';
import { readMoney } from '../amounts.js';
import { UsageError, type Call, type Command } from '../command.js';

/** `vafa init`: a first configuration. */
export const init: Command = {
  name: 'init',
  usage: '[<vafa.json>]',
  says: 'Asks whose shop it is and what answers, and writes a first configuration.',
  more: ['Everything that it asks can be said with an option; without a keyboard it must be.'],
  options: {
    'shop-id': { value: '<id>', says: 'Short name of the shop; also the `iss` of members’ tokens.' },
    'shop-name': { value: '<name>', says: 'Its name, as customers know it.' },
    'time-zone': { value: '<zone>', says: 'IANA time zone of its days, e.g. Asia/Tehran.' },
    origin: { value: '<origin>', multiple: true, says: 'Origin of its pages, e.g. https://shop.example.' },
    backend: { value: '<name>', says: 'club, or the name of a preset.' },
    'spend-per-point': { value: '<amount currency>', says: 'Of a club: what a point is earned for, e.g. "1 EUR" or "10000 IRT" (toman).' },
    set: { value: '<name=value>', multiple: true, says: 'A setting of the preset.' },
    force: { says: 'Replaces files that are there.' },
  },
  examples: ['vafa init', 'vafa init --shop-id my-shop --shop-name "My shop" --time-zone Europe/Berlin --origin https://shop.example --backend club --spend-per-point "1 EUR"'],
  words: 1,
  run: async (call) => {
    const file = call.words[0] ?? 'vafa.json';
    const replace = call.flag('force');
    if (!replace) await refuseToReplace(file);
    const { config, needs, files } = await drafted(call, file);
    if (!replace) for (const [path] of files) await refuseToReplace(path);
    const texts = [[file, config] as const, ...files];
    for (const [path, document] of texts) await writeFile(path, `${JSON.stringify(document, undefined, 2)}\n`);
    return { lines: [...texts.map(([path]) => `Wrote ${path}.`), ...nextSteps(file, config, needs)], data: { file, config, needs } };
  },
};

interface Draft {
  readonly config: ServeConfig;
  /** Environment variables that must be set. */
  readonly needs: readonly string[];
  /** Further files to write. */
  readonly files: readonly (readonly [path: string, document: unknown])[];
}

async function drafted(call: Call, file: string): Promise<Draft> {
  const id = await answer(call, 'shop-id', 'Short name of the shop, e.g. my-shop:', 'my-shop');
  const name = await answer(call, 'shop-name', 'Its name, as customers know it:', id);
  const timeZone = await answer(call, 'time-zone', 'Time zone of its days:', Intl.DateTimeFormat().resolvedOptions().timeZone);
  const origins = call.list('origin').length > 0 ? call.list('origin') : [await answer(call, 'origin', 'Origin of its pages, e.g. https://shop.example:', '')];
  const backend = await answer(call, 'backend', `What answers (club, ${(await presetNames()).join(', ')}):`, 'club');
  const head = { format: 1, shop: { id, name, timeZone }, origins };
  if (backend === 'club') {
    const program = join(dirname(file), 'vafa.program.json');
    const per = await spentPerPoint(call, timeZone);
    const config = parseConfig({ format: 1, origins, backend: { type: 'club', program: `./${relative(dirname(file), program)}` } }, file);
    return { config, needs: secretsOfGateway, files: [[program, starterProgram({ id, name, timeZone, per })]] };
  }
  const document = z.parse(adapterDocument, await presetOf(backend));
  const settings = await settingsFor(call, document.settings ?? {});
  const config = parseConfig({ ...head, backend: { type: 'preset', preset: backend, ...(Object.keys(settings).length > 0 && { settings }) } }, file);
  return { config, needs: [...secretsOfGateway, ...secretsIn(document)], files: [] };
}

async function spentPerPoint(call: Call, timeZone: string): Promise<Money> {
  const told = await answer(call, 'spend-per-point', 'What a point is earned for:', timeZone === 'Asia/Tehran' ? '10000 IRT' : '1 EUR');
  const [amount = '', currency = ''] = told.trim().split(/\s+/);
  const per = readMoney(amount, currency, [tomanUnit]);
  if (per === undefined || per.minor < 1) throw new UsageError(`--spend-per-point ${told} must be an amount and a currency, e.g. "1 EUR" or "10000 IRT" (toman).`);
  return per;
}

const secretsOfGateway = ['VAFA_TOKEN_SECRET', 'VAFA_SHOP_SECRET'];

function secretsIn(document: unknown): string[] {
  return [...new Set([...JSON.stringify(document).matchAll(/"env:([A-Z][A-Z0-9_]*)"/g)].map(([, name]) => name ?? ''))];
}

async function settingsFor(call: Call, wanted: NonNullable<z.infer<typeof adapterDocument>['settings']>): Promise<Record<string, string>> {
  const given = Object.fromEntries(call.list('set').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const settings: Record<string, string> = {};
  for (const [name, { says, default: otherwise, example }] of Object.entries(wanted)) {
    const told = given[name] ?? (await call.io.ask?.(`${says} (${name})`, String(otherwise ?? example ?? '')));
    if (told === undefined && otherwise === undefined) throw new UsageError(`--set ${name}=… is missing: ${says}`);
    if (told !== undefined && told !== String(otherwise)) settings[name] = told;
  }
  return settings;
}

async function answer(call: Call, option: string, question: string, given: string): Promise<string> {
  const told = call.text(option) ?? (await call.io.ask?.(question, given));
  if (told === undefined || told === '') throw new UsageError(`--${option} is missing.`);
  return told;
}

async function refuseToReplace(path: string): Promise<void> {
  if (await stat(path).catch(() => undefined)) throw new UserError(`${path} is there already. Say --force to replace it.`);
}

function nextSteps(file: string, { backend }: ServeConfig, needs: readonly string[]): string[] {
  const serving = backend.type === 'club' ? `vafa serve --config ${file} --embedded .vafa   (or with DATABASE_URL)` : `vafa serve --config ${file}`;
  const promises = backend.type === 'club' ? ['What it promises is in vafa.program.json: tiers and no rewards yet. docs/club.md shows what can be added.'] : [];
  return ['', ...promises, `Set these variables (secrets of the gateway: openssl rand -base64 48${backend.type === 'club' ? '; --embedded makes those that are missing' : ''}): ${needs.join(', ')}`, ...(backend.type === 'club' ? [] : [`Try the backend: vafa doctor ${file} --member <id> --email <address>`]), `Serve: ${serving}`];
}
