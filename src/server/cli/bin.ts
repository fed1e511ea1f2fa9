#!/usr/bin/env node
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { run } from './run.js';

/** `vafa`: what an owner types. The first signal stops what runs in order; a second one ends the process at once. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const keyboard = process.stdin.isTTY && process.stdout.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : undefined;
const ask = keyboard && (async (question: string, given: string) => (await keyboard.question(`${question}${given === '' ? '' : ` [${given}]`} `)).trim() || given);

process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr, env: process.env, user: nameOfUser(), now: () => new Date(), stop: stopping.signal, ...(ask && { ask }) });
keyboard?.close();

// A process without an entry in the system's list of users, as in many containers, has no name.
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
