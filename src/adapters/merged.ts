/** Several streams as one, in the order in which they tell something; it ends with the signal, and with the last of them. */
export async function* merged<T>(streams: readonly AsyncIterable<T>[], signal: AbortSignal | undefined): AsyncGenerator<T, void> {
  const running = new Map(streams.map((stream, at) => [at, nextOf(stream[Symbol.asyncIterator](), at)]));
  try {
    while (running.size > 0 && !signal?.aborted) {
      const { at, iterator, told } = await Promise.race(running.values());
      if (told.done) running.delete(at);
      else {
        running.set(at, nextOf(iterator, at));
        yield told.value;
      }
    }
  } finally {
    for (const next of running.values()) void next.then(({ iterator }) => iterator.return?.()).catch(() => undefined);
  }
}

async function nextOf<T>(iterator: AsyncIterator<T>, at: number) {
  // One that breaks off is as good as ended: the others go on.
  const told = await iterator.next().catch((): IteratorReturnResult<undefined> => ({ done: true, value: undefined }));
  return { at, iterator, told };
}
