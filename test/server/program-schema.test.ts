import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultProgram, demoProgram } from '../../src/server/club/default-program.js';
import { parseProgram } from '../../src/server/club/program/program.js';
import { programSchemaFile, programSchemaText } from '../../tools/program-schema.js';

const judge = new Ajv2020({ allErrors: true, validateFormats: false, strict: true, strictTypes: false });
let faults: (program: unknown) => string[];
beforeAll(async () => {
  const check = judge.compile(JSON.parse(await readFile(programSchemaFile, 'utf8')));
  faults = (program) => (check(program) ? [] : (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`));
});

describe('the JSON Schema of the program', () => {
  it('is what the zod schema says now; else run `npm run program`', async () => {
    expect(await readFile(programSchemaFile, 'utf8')).toBe(programSchemaText());
  });

  it('accepts the demo’s programs, with codes from pools and from the shop', () => {
    expect(faults(defaultProgram)).toEqual([]);
    expect(faults(demoProgram({ callback: { url: 'https://shop.example/codes', secret: 'env:VAFA_CALLBACK_SECRET' } }))).toEqual([]);
  });

  it('lets what has a default be left out, as the parser does', () => {
    const { actions: _a, rewards: _r, webhooks: _w, ...rest } = demoProgram();
    const small = { ...rest, wallets: rest.wallets.slice(0, 1).map(({ remindDays: _, ...wallet }) => wallet), earning: [], ladders: [] };
    expect(faults(small)).toEqual([]);
    expect(parseProgram(small)).toMatchObject({ actions: [], rewards: [], wallets: [{ remindDays: [30, 7] }] });
  });

  const [wallet] = defaultProgram.wallets;
  it.each([
    ['a format of tomorrow', { format: 2 }, '/format const'],
    ['no wallet', { wallets: [] }, '/wallets minItems'],
    ['a name that is misspelled', { wallets: [{ ...wallet, expiryMonth: 12 }] }, '/wallets/0 additionalProperties'],
    ['half a point', { earning: [{ ...defaultProgram.earning[0], gives: 0.5 }] }, '/earning/0/gives type'],
    ['a secret in clear', { callback: { url: 'https://shop.example/codes', secret: 'hunter2' } }, '/callback/secret pattern'],
    ['codes by plain http', { callback: { url: 'http://shop.example/codes', secret: 'env:A' } }, '/callback/url pattern'],
  ])('finds %s, and so does the parser', (_, wrong, fault) => {
    expect(faults({ ...defaultProgram, ...wrong })).toContain(fault);
    expect(() => parseProgram({ ...defaultProgram, ...wrong })).toThrow('not valid');
  });

  it('carries the sentences of the settings, for an editor to show', () => {
    const { properties } = JSON.parse(programSchemaText());
    expect(properties.earning.items.properties.releaseDays.description).toContain('Days after placing');
    expect(properties.rewards.items.properties.requires.description).toContain('unlock');
  });
});
