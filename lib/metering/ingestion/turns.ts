import { AppError } from "@/lib/platform/errors";

export type TurnLimits = { waiting: number; bytes: number; atOnce: number };

/** What a sender hears when this process has taken all it can hold. */
export const busy = (): AppError =>
  new AppError(
    "unavailable",
    "More events are arriving than can be stored right now. Send this one again in a few seconds.",
    { code: "ingestion.busy" },
  );

/**
 * One piece of work of a key at a time, in the order they came: those who would wait for the same row of the database wait here, where
 * they hold no connection that others need. What waits is bounded; beyond that it is refused with 503 `ingestion.busy`.
 */
export class Turns {
  private readonly lines = new Map<string, (() => Promise<void>)[]>();
  private readonly ready: string[] = [];
  private waiting = 0;
  private bytes = 0;
  private running = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** `bytes`: about as much as the work holds on to while it waits. */
  async run<T>(key: string, work: () => Promise<T>, bytes: number): Promise<T> {
    if (this.waiting >= this.limits.waiting || this.bytes + bytes > this.limits.bytes) throw busy();
    this.waiting += 1;
    this.bytes += bytes;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const turn = async (): Promise<void> => {
      await work().then(resolve, reject);
      this.bytes -= bytes;
    };
    const line = this.lines.get(key);
    if (line) line.push(turn);
    else {
      this.lines.set(key, [turn]);
      this.ready.push(key);
    }
    this.next();
    return promise;
  }

  private next(): void {
    while (this.running < this.limits.atOnce) {
      const key = this.ready.shift();
      if (key === undefined) return;
      this.running += 1;
      void this.take(key);
    }
  }

  private async take(key: string): Promise<void> {
    const line = this.lines.get(key);
    await line?.shift()?.();
    this.waiting -= 1;
    this.running -= 1;
    if (line?.length) this.ready.push(key);
    else this.lines.delete(key);
    this.next();
  }
}
