/**
 * Shares one reading among all who ask before it begins, so that fifty questions at once cost two readings. Each asker gets what was
 * read after it asked.
 */
export function fresh<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () => {
    next ??= running.then(() => {
      next = null;
      const reading = read();
      running = reading.catch(() => undefined); // those who asked for it get the failure
      return reading;
    });
    return next;
  };
}
