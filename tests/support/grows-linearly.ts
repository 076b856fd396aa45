const PIECES = 8;
/** Eight pieces of an eighth take linear work as long as one whole, and work that grows with the square of its input an eighth of that. */
const LIMIT = 4;
/** The clock of a processor ticks every few milliseconds. */
const MEASURABLE_MS = 100;

/** Milliseconds of a processor: waiting for one, on a busy machine, is not counted. */
function effort(work: () => void, times: number): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) work();
  return process.threadCpuUsage(before).user / 1000;
}

/** Whether work takes no more than in proportion to the size of its input. */
export function growsLinearly(work: (size: number) => void, size: number): boolean {
  const inPieces = (times: number): number => effort(() => work(size / PIECES), PIECES * times);
  let times = 1;
  let pieces = inPieces(times);
  while (pieces < MEASURABLE_MS) {
    times *= 2;
    pieces = inPieces(times);
  }
  return effort(() => work(size), times) < pieces * LIMIT;
}
