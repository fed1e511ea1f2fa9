/** An answer went on for longer than is read. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** The text of an answer, as UTF-8. Fails with `TooLong`, and lets go of the rest, when there are more bytes than `most`. */
export async function boundedText({ body }: Response, most: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length;
    if (size > most) {
      await reader?.cancel().catch(() => undefined);
      throw new TooLong();
    }
    text += decoder.decode(next.value, { stream: true });
  }
  return text + decoder.decode();
}
