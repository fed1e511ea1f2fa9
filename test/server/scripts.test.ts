import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemory } from '../../src/adapters/memory/memory.js';
import { createGateway } from '../../src/server/gateway/gateway.js';
import { origin, tokenSecret } from './gateways.js';

let folder: string;
let ask: (path: string, headers?: Record<string, string>) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vafa-scripts-'));
  const dist = join(folder, 'dist');
  await mkdir(join(dist, '1.0.0'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(dist, 'vafa.js'), '/*! Vafa 1.4.0 | MIT */ run()');
  await writeFile(join(dist, 'vafa.lite.js'), 'run()');
  await writeFile(join(dist, 'fa-3f09ab12cd34.js'), 'export default 1');
  await writeFile(join(dist, '1.0.0', 'tier-0a1b2c3d4e5f.js'), 'export default 2');
  await writeFile(join(dist, '.env'), 'SECRET=1');
  await writeFile(join(dist, 'notes.txt'), 'not for pages');
  await symlink(join(folder, 'secret.js'), join(dist, 'link.js'));
  const app = createGateway({ backend: createMemory(), shopId: 'memory', token: { secrets: [tokenSecret], issuer: 'memory' }, origins: [origin], scripts: dist });
  ask = async (path, headers = {}) => app.request(`http://gateway.test${path}`, { headers });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the script', () => {
  it.each(['/v1/vafa.js', '/v1/vafa.lite.js', '/v1/fa-3f09ab12cd34.js', '/v1/1.0.0/tier-0a1b2c3d4e5f.js'])('%s is for pages of any origin', async (path) => {
    const answer = await ask(path, { Origin: 'https://any.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Vary') ?? '').not.toContain('Authorization');
  });

  it('is asked for again after five minutes, its chunks never', async () => {
    const cached = async (path: string) => (await ask(path)).headers.get('Cache-Control');
    expect(await cached('/v1/vafa.js')).toBe('public, max-age=300');
    expect(await cached('/v1/vafa.lite.js')).toBe('public, max-age=300');
    expect(await cached('/v1/fa-3f09ab12cd34.js')).toBe('public, max-age=31536000, immutable');
    expect(await cached('/v1/1.0.0/tier-0a1b2c3d4e5f.js')).toBe('public, max-age=31536000, immutable');
  });

  it('is served under its exact version for ever, and no other version is it', async () => {
    const answer = await ask('/v1/1.4.0/vafa.js');
    expect(await answer.text()).toContain('run()');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect((await ask('/v1/1.4.0/fa-3f09ab12cd34.js')).status).toBe(200);
    const other = await ask('/v1/1.3.9/vafa.js');
    expect(other.status).toBe(404);
    expect(await other.json()).toMatchObject({ detail: expect.stringContaining('There is no version 1.3.9 here') });
    for (const path of ['/v1/1.4.0/../../secret.js', '/v1/1.4.0/link.js', '/v1/1.4.0/.env', '/v1/1.4.0/notes.txt']) expect((await ask(path)).status).toBe(404);
  });

  it('is not sent again to a page that has it', async () => {
    const etag = (await ask('/v1/vafa.js')).headers.get('ETag') ?? '';
    const again = await ask('/v1/vafa.js', { 'If-None-Match': etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it.each([
    '/v1/missing.js', '/v1/', '/v1/notes.txt', '/v1/.env', '/v1/link.js', '/v1/../secret.js', '/v1/%2e%2e/secret.js',
    '/v1/..%2fsecret.js', '/v1/..%5csecret.js', '/v1/1.0.0/../../secret.js', '/v1/1.0.0', '/v1/vafa.js%00', '/v1//etc/passwd', '/v1/%2fetc%2fpasswd',
  ])('nothing else is served: %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await answer.text()).not.toContain('secret\n');
  });
});
