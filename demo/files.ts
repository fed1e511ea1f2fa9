import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import { artwork } from './art/gallery.js';

const year = 'public, max-age=31536000, immutable';
const day = 'public, max-age=86400';

/** Adds the shop's own files; answers their build, a short hash that their addresses begin with. */
export async function addFiles(app: Hono): Promise<string> {
  const [base, pages, js, font] = await Promise.all([
    readFile(new URL('public/base.css', import.meta.url), 'utf8'),
    readFile(new URL('public/shop.css', import.meta.url), 'utf8'),
    readFile(new URL('public/shop.js', import.meta.url), 'utf8'),
    readFile(new URL('fonts/vazirmatn.woff2', import.meta.url)),
  ]);
  const css = base + pages;
  const build = createHash('sha256').update(css).update(js).digest('hex').slice(0, 10);
  app.get(`/${build}/shop.css`, (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': year }));
  app.get(`/${build}/shop.js`, (c) => c.body(js, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': year }));
  app.get('/fonts/vazirmatn.woff2', (c) => c.body(new Uint8Array(font), 200, { 'Content-Type': 'font/woff2', 'Cache-Control': day }));
  app.get('/art/:name{[a-z-]+\\.svg}', (c, next) => {
    const svg = artwork(c.req.param('name').slice(0, -'.svg'.length));
    return svg === undefined ? next() : Promise.resolve(c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': day }));
  });
  return build;
}
