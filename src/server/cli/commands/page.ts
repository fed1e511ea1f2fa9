import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as z from 'zod/mini';
import { pageDocument } from '../../../adapters/declarative/page.schema.js';
import { loadConfig } from '../../config/config.js';
import { pageDocumentOf } from '../../config/page-document.js';
import { UserError } from '../../user-error.js';
import { UsageError, type Command } from '../command.js';

/** `vafa page`: the one file a page needs to speak to a vendor itself. */
export const page: Command = {
  name: 'page',
  usage: '[<vafa.json>] --out <file.json>',
  says: 'Writes the file by which a page speaks to a vendor itself, for vendors that answer a member’s own token.',
  more: ['The file holds no secret and is as public as the page: put it beside the page, and name it in data-api. No gateway runs then.'],
  options: { out: { value: '<file.json>', says: 'Where it goes; its name must end in .json.' } },
  examples: ['vafa page vafa.json --out public/club.json'],
  words: 1,
  run: async (call) => {
    const out = call.text('out');
    if (out === undefined || !out.endsWith('.json')) throw new UsageError('--out is missing: where the file goes. Its name must end in .json, by which the script knows it.');
    const { document, hosts } = await pageDocumentOf(await loadConfig(call.words[0] ?? 'vafa.json'));
    await refuseToReplace(out);
    await written(out, `${JSON.stringify(document)}\n`);
    return {
      lines: [
        `Wrote ${out}. Serve it from your own site, and name it on the page:`,
        `  <script async src="…/vafa.js" data-api="/${basename(out)}" data-token-url="/token"></script>`,
        `  /token is an address of your own that answers {"token": "…"}, the member’s own token at the vendor, or 204 for a guest.`,
        `The vendor must allow your page to ask it (CORS). A Content-Security-Policy must name it in connect-src: ${hosts.join(', ')}`,
      ],
      data: { file: out, hosts },
    };
  },
};

/** What this command wrote may be written anew; anything else is somebody’s, the configuration itself among it. */
async function refuseToReplace(out: string): Promise<void> {
  const text = await readFile(out, 'utf8').catch(() => undefined);
  if (text === undefined || isOwn(text)) return;
  throw new UserError(`${out} is there already, and vafa page did not write it. Say another --out, or take it away.`);
}

function isOwn(text: string): boolean {
  try {
    return z.safeParse(pageDocument, JSON.parse(text)).success;
  } catch {
    return false;
  }
}

async function written(out: string, text: string): Promise<void> {
  try {
    await writeFile(out, text);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') throw new UserError(`There is no folder ${dirname(out)}: make it, or say another --out.`);
    throw thrown;
  }
}
