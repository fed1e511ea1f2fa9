import { change } from '../../domain/guards-care.generated.js';
import type { Change } from '../../domain/snapshot.schema.js';
import { PortalError } from '../../domain/errors.js';
import type { Call } from '../port.js';
import { decode } from './decode.js';
import type { Http } from './http.js';

/** The gateway says something every 15 s; a stream silent for longer than this is dead, however open it looks. */
const silence = 40_000;

/** Opens the change stream and reads it until it ends, fails, falls silent or the caller's signal ends it. */
export async function* readChanges(http: Http, { signal, locale }: Call = {}): AsyncGenerator<Change, void> {
  const ends = new AbortController();
  const { body } = await http.stream({ path: 'watch', locale, signal: signal ? AbortSignal.any([signal, ends.signal]) : ends.signal });
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let piece = await alive(reader?.read()); piece && !piece.done; piece = await alive(reader?.read())) {
      text += decoder.decode(piece.value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() ?? '';
      if (text.length > 100_000) throw new PortalError({ kind: 'invalid', detail: 'watch: an event is too long' });
      for (const data of blocks.map(dataOf)) if (data) yield decode(change, JSON.parse(data), 'watch');
    }
  } finally {
    ends.abort();
  }
}

/** The data of one event; a comment has none. */
function dataOf(block: string): string {
  const lines = block.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice(5).trim()).join('\n');
}

async function alive<T>(read: Promise<T> | undefined): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dead = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortalError({ kind: 'timeout', detail: 'watch: the stream fell silent' })), silence);
  });
  return Promise.race([read, dead]).finally(() => clearTimeout(timer));
}
