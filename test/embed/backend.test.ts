import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import type { Fault } from './support/api.js';
import { inEngines } from './support/each-engine.js';
import { expectQuiet, expectShown, expectState, shown } from './support/expect.js';
import { settings } from './support/rig.js';

const answer =
  (status: number, type: string, body: string, headers: Record<string, string> = {}): Fault =>
  (_, response) =>
    Boolean(response.writeHead(status, { 'content-type': type, ...headers }).end(body));

/** Sends the head and a first piece of an answer, and never more. */
const endless: Fault = (_, response) => Boolean(response.writeHead(200, { 'content-type': 'application/json' }).write('{"at":'));
/** Takes the request, and says nothing at all. */
const silent: Fault = () => true;
/** A byte a moment: always something, never enough. */
const dripping: Fault = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 100);
  response.once('close', () => clearInterval(timer));
  return true;
};
const cut: Fault = (_, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' }).write('{"at":');
  return Boolean(setTimeout(() => response.destroy(), 50));
};

const faults: readonly (readonly [string, Fault, RegExp])[] = [
  ['is down', (_, response) => Boolean(response.destroy()), /couldn’t reach/],
  ['says nothing', silent, /couldn’t reach|too long/],
  ['sends a body that never ends', endless, /couldn’t reach|too long/],
  ['sends a byte a moment', dripping, /couldn’t reach|too long/],
  ['breaks off', cut, /couldn’t reach/],
  ['fails', answer(500, 'text/plain', 'oops'), /couldn’t reach/],
  ['answers with a page', answer(200, 'text/html', '<!doctype html><p>Sign in to the Wi-Fi'), /./],
  ['answers with nothing', answer(200, 'application/json', ''), /./],
  ['answers 204', (_, response) => Boolean(response.writeHead(204).end()), /./],
  ['answers with JSON of another shape', answer(200, 'application/json', '{"ok":true}'), /./],
  ['answers with a BOM and half of JSON', answer(200, 'application/json', '\ufeff{"at":"2026'), /./],
  ['asks to wait', answer(429, 'application/problem+json', '{"kind":"rate_limited","retryAfter":1}', { 'retry-after': '1' }), /./],
  ['asks to wait for ever', answer(429, 'text/plain', '', { 'retry-after': '9000000000000000' }), /./],
  ['asks to wait until it is tea time', answer(503, 'text/plain', '', { 'retry-after': 'soon' }), /couldn’t reach/],
];

/** What a member must never read. */
const nonsense = /undefined|NaN|\[object|null|<\w|1970/;

inEngines(['Chromium', 'Firefox'], 'When the club', (rig) => {
  it.each(faults)('%s, each element says so within its deadline, and recovers', async (_, fault, words) => {
    rig().api.fault = fault;
    const visit = await rig().visit({});
    for (const name of ['vafa-points', 'vafa-tier']) await expectState(visit, name, 'failed', words);
    expect((await visit.see()).text).not.toMatch(nonsense);
    await expectQuiet(visit);
    rig().api.fault = undefined;
    await visit.run('window.vafa.refresh()');
    await expectShown(visit);
    await expectQuiet(visit);
    await visit.close();
  });

  it('goes down later, the numbers stay and say of when they are', async () => {
    const visit = await rig().visit({});
    await expectShown(visit);
    rig().api.fault = (_, response) => Boolean(response.destroy());
    await visit.run('window.vafa.refresh()');
    await expectState(visit, 'vafa-points', 'stale', shown.points);
    expect((await visit.see()).text).not.toMatch(nonsense);
    rig().api.fault = undefined;
    await visit.run('window.vafa.refresh()');
    await expectShown(visit);
    await expectQuiet(visit);
    await visit.close();
  });

  it('fails in one part, only the element of that part says so', async () => {
    rig().api.fault = (_, response, path) => {
      if (!path.includes('snapshot')) return false;
      const keys = new URL(path, 'http://api').searchParams.getAll('include');
      rig().api.fault = undefined;
      const whole = rig().api.parts(keys, true);
      const parts = whole.map((part) => (part.key === 'tiers' ? { key: part.key, error: { kind: 'unavailable' } } : part));
      return Boolean(response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ version: 1, at: new Date().toISOString(), parts })));
    };
    const visit = await rig().visit({});
    await expectState(visit, 'vafa-points', 'ready', shown.points);
    await expectState(visit, 'vafa-tier', 'failed', /couldn’t reach/);
    await expectQuiet(visit);
    await visit.close();
  });
});

inEngines(['Chromium'], 'When the club refuses the token for ever', (rig) => {
  it('asks the page for one more, and shows the way to sign in again', async () => {
    rig().api.fault = answer(401, 'application/problem+json', '{"kind":"unauthenticated"}');
    const script = settings.replace("getToken: () => 'member'", "signInUrl: '/in', getToken: () => 'member-' + (window.asked = (window.asked ?? 0) + 1)");
    const visit = await rig().visit({ script });
    await expectState(visit, 'vafa-points', 'guest', /[Ss]ign in/);
    await expectQuiet(visit, { changes: ['+window.asked'] });
    expect(await visit.run('window.asked')).toBe(2);
    expect(rig().api.asked.length).toBeLessThanOrEqual(2);
    await visit.close();
  });

  it('recovers when it takes the next token', async () => {
    const refuse = answer(401, 'application/problem+json', '{"kind":"unauthenticated"}');
    rig().api.fault = (request, response, path) => request.headers.authorization !== 'Bearer member-2' && refuse(request, response, path);
    const script = settings.replace("getToken: () => 'member'", "getToken: () => 'member-' + (window.asked = (window.asked ?? 0) + 1)");
    const visit = await rig().visit({ script });
    await expectShown(visit);
    await expectQuiet(visit, { changes: ['+window.asked'] });
    await visit.close();
  });
});
