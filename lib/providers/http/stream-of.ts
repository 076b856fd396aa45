/** A generator as a stream: taken no faster than it is read, and left when its reader leaves. */
export const streamOf = <T>(parts: AsyncGenerator<T, void>): ReadableStream<T> =>
  new ReadableStream<T>(
    {
      pull: async (controller) => {
        const next = await parts.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => void (await parts.return()),
    },
    { highWaterMark: 0 },
  );
