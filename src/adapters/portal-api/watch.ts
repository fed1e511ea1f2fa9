import { change } from '../../domain/guards.generated.js';
import type { Change } from '../../domain/snapshot.schema.js';
import { PortalError } from '../../domain/errors.js';
import { decode } from './decode.js';

/** The gateway says something every 15 s; a stream silent for longer than this is dead, however open it looks. */
const silence = 40_000;

/** Reads a server-sent stream of changes until it ends, fails or falls silent. */
export async function* readChanges(body: ReadableStream<Uint8Array>): AsyncGenerator<Change, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await alive(reader.read());
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() ?? '';
      if (text.length > 100_000) throw new PortalError({ kind: 'invalid', detail: 'watch: an event is too long' });
      for (const block of blocks) {
        const data = dataOf(block);
        if (data) yield decode(change, JSON.parse(data), 'watch');
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** The data of an event; `ready`, the first one, is a change of no keys. */
function dataOf(block: string): string {
  const lines = block.split(/\r?\n/);
  const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
  return data.join('\n');
}

async function alive<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dead = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PortalError({ kind: 'timeout', detail: 'watch: the stream fell silent' })), silence);
  });
  return Promise.race([read, dead]).finally(() => clearTimeout(timer));
}
