const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Has a burst of calls done once, `ms` after its first. The next burst waits until that is done: what is on its way is not broken off,
 * and what came meanwhile is not left out.
 */
export function gather(ms: number): (read: () => Promise<void>) => void {
  let waiting = false;
  let done = Promise.resolve();
  return (read) => {
    if (waiting) return;
    waiting = true;
    done = done
      .then(() => pause(ms))
      .then(() => {
        waiting = false;
        return read();
      });
  };
}
