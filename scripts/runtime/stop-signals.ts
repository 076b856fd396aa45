/** The terminal, npm and our wrapper may each deliver one Ctrl-C: signals this close are one wish. */
const SAME_WISH_MS = 1_000;

/** Stops in order at the first signal that asks this program to end; a later one, which is a second wish, ends it at once. */
export function onStopSignal(stop: () => void, endNow: () => void = () => process.exit(130)): void {
  let first: number | null = null;
  const onSignal = (): void => {
    if (first === null) {
      first = performance.now();
      stop();
    } else if (performance.now() - first > SAME_WISH_MS) endNow();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}
