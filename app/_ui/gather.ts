const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs once for a burst of calls, `ms` after the first one. The next burst waits until that run is done, because a request under way is not cancelled,
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
