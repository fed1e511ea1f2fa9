import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { checkSecrets } from './gateway/token.js';
import { UserError } from './user-error.js';

/** The secrets a gateway shares with the shop's server; of several, the first signs and all are accepted. */
export interface Secrets {
  /** For members' tokens. */
  readonly token: readonly string[];
  /** For the shop's server itself. */
  readonly shop: readonly string[];
  /** The file of those that were made here, where some are from it. */
  readonly made?: string;
}

const file = z.object({ token: z.string(), shop: z.string() });

/**
 * Secrets from the environment (`VAFA_TOKEN_SECRET`, `VAFA_SHOP_SECRET`, several separated by commas). A development
 * start without them makes random ones in the data folder; a production start without them, or one without a folder, is refused.
 */
export async function loadSecrets(env: NodeJS.ProcessEnv, dataDir: string | undefined): Promise<Secrets> {
  const lacks = lacksOwn(env, dataDir);
  if (lacks !== undefined) throw new UserError(lacks);
  const token = listOf(env.VAFA_TOKEN_SECRET);
  const shop = listOf(env.VAFA_SHOP_SECRET);
  const path = dataDir === undefined || (token.length && shop.length) ? undefined : join(dataDir, 'secrets.json');
  const made = path === undefined ? undefined : await madeSecrets(path);
  return {
    token: checked(token.length ? token : [made?.token ?? ''], 'VAFA_TOKEN_SECRET'),
    shop: checked(shop.length ? shop : [made?.shop ?? ''], 'VAFA_SHOP_SECRET'),
    ...(path !== undefined && { made: path }),
  };
}

/** Which of the gateway's own secrets must be set and are not, and what to do. Without a folder, and in production, none is made. */
export function lacksOwn(env: NodeJS.ProcessEnv, dataDir: string | undefined): string | undefined {
  const production = env.NODE_ENV === 'production';
  const missing = ['VAFA_TOKEN_SECRET', 'VAFA_SHOP_SECRET'].filter((name) => listOf(env[name]).length === 0);
  if (missing.length === 0 || (!production && dataDir !== undefined)) return undefined;
  return `${missing.join(' and ')} must be set${production ? ' in production' : ''}: at least 32 random bytes, e.g. from \`openssl rand -base64 48\`.`;
}

function checked(secrets: readonly string[], where: string): readonly string[] {
  try {
    return checkSecrets(secrets, where);
  } catch (thrown) {
    throw new UserError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').map((secret) => secret.trim()).filter((secret) => secret !== '');
}

async function madeSecrets(path: string): Promise<z.infer<typeof file>> {
  const fresh = { token: randomBytes(48).toString('base64url'), shop: randomBytes(48).toString('base64url') };
  // `wx`: of two first starts at once, one writes and both read the same.
  await writeFile(path, `${JSON.stringify(fresh, null, 2)}\n`, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  try {
    return z.parse(file, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    throw new UserError(`The secrets in ${path} cannot be read. Delete the file; the next start makes new ones.`);
  }
}
