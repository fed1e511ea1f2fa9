#!/usr/bin/env node
import { userInfo } from 'node:os';
import { run } from './run.js';

/** `vafa`: what an owner types. */
process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr, env: process.env, user: nameOfUser(), now: () => new Date() });

// A process without an entry in the system's list of users, as in many containers, has no name.
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
