import { FairRoom, type RoomLimits } from "./fair-room";

export type TurnLimits = RoomLimits & { atOnce: number };

/**
 * One piece of work of a key at a time, in the order they came: those who would wait for the same row of the database wait here, where
 * they hold no connection that others need. The waiting requests are bounded and share the room fairly ({@link FairRoom}).
 */
export class Turns {
  private readonly lines = new Map<string, (() => Promise<void>)[]>();
  private readonly ready: string[] = [];
  private readonly room: FairRoom;
  private running = 0;

  constructor(private readonly limits: TurnLimits) {
    this.room = new FairRoom(limits);
  }

  /** `bytes`: about as much as the work holds on to while it waits. */
  async run<T>(key: string, work: () => Promise<T>, bytes: number): Promise<T> {
    this.room.enter(key, bytes);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const turn = async (): Promise<void> => {
      await work().then(resolve, reject);
      this.room.leave(key, bytes);
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
    this.running -= 1;
    if (line?.length) this.ready.push(key);
    else this.lines.delete(key);
    this.next();
  }
}
