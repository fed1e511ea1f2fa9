import { open, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Hono } from 'hono';
import type { Env } from './env.js';
import { HttpProblem } from './problems.js';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** A name with a hash of the content in it never means anything else, so it may be kept for ever. */
const hashed = /[-.](?=[A-Za-z0-9_-]*\d)[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** An exact version, as in `/v1/1.4.0/vafa.js`. */
const exact = /^(\d+\.\d+\.\d+(?:-[\w.]+)?)\/(.+)$/;

/**
 * The built script and its chunks, for pages of any origin. `/v1/vafa.js` is the newest; under its exact version
 * (`/v1/1.4.0/vafa.js`) a file never changes. A folder of that name holds an older version that pages still use.
 */
export function scriptRoutes(folder: string): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const [, version, rest] = exact.exec(path) ?? [];
    const file = (await find(folder, path)) ?? (rest !== undefined && version === (await versionIn(folder)) ? await find(folder, rest) : undefined);
    const type = types[path.split('.').at(-1) ?? ''];
    if (file === undefined || type === undefined) throw new HttpProblem({ kind: 'not_found', detail: missing(path, version) }, 404);
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    c.header('Cache-Control', version !== undefined || hashed.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    const etag = `"${file.size.toString(36)}-${Math.floor(file.mtimeMs).toString(36)}"`;
    c.header('ETag', etag);
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304);
    return c.body(await readFile(file.path), 200, { 'Content-Type': type });
  });
  return routes;
}

function missing(path: string, version: string | undefined): string {
  if (version === undefined) return `There is no file /v1/${path}. Build the script first: npm run build.`;
  return `There is no version ${version} here. Use /v1/vafa.js for the one that is served, or keep older versions in folders of their name.`;
}

/** The version of the script in a folder, from its first line. */
async function versionIn(folder: string): Promise<string | undefined> {
  const file = await open(join(folder, 'vafa.js')).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { buffer } = await file.read(Buffer.alloc(80), 0, 80, 0);
    return /^\/\*! Vafa (\S+) /.exec(buffer.toString('utf8'))?.[1];
  } finally {
    await file.close();
  }
}

// A plain relative path, and a file that really lies in the folder once links are followed.
async function find(folder: string, path: string) {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path)) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    const found = file.startsWith(root + sep) ? await stat(file) : undefined;
    return found?.isFile() ? { path: file, size: found.size, mtimeMs: found.mtimeMs } : undefined;
  } catch {
    return undefined;
  }
}
