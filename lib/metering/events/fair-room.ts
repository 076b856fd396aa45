import { AppError } from "@/lib/platform/errors";

export type RoomLimits = { waiting: number; bytes: number };

/** The answer to a sender for whom this process has no room left. */
export const busy = (): AppError =>
  new AppError(
    "unavailable",
    "More events are arriving than can be stored right now. Send this one again in a few seconds.",
    { code: "ingestion.busy" },
  );

/**
 * Room for what waits in this process, by number and by size. A key may hold at most as much as is still free (dynamic thresholds,
 * Choudhury and Hahne 1998): one that sends without end gets half of the room, several get equal parts, and there is always some left
 * for the others. Beyond that a sender is refused with 503 `ingestion.busy`.
 */
export class FairRoom {
  private readonly held = new Map<string, RoomLimits>();
  private readonly total: RoomLimits = { waiting: 0, bytes: 0 };

  constructor(private readonly limits: RoomLimits) {}

  get isEmpty(): boolean {
    return this.total.waiting === 0;
  }

  enter(key: string, bytes: number): void {
    const own = this.held.get(key) ?? { waiting: 0, bytes: 0 };
    const free = { waiting: this.limits.waiting - this.total.waiting, bytes: this.limits.bytes - this.total.bytes };
    if (own.waiting + 1 > free.waiting || own.bytes + bytes > free.bytes) throw busy();
    this.held.set(key, own);
    for (const load of [own, this.total]) {
      load.waiting += 1;
      load.bytes += bytes;
    }
  }

  leave(key: string, bytes: number): void {
    const own = this.held.get(key);
    if (!own) throw new Error(`Nothing of ${key} is in the room.`);
    for (const load of [own, this.total]) {
      load.waiting -= 1;
      load.bytes -= bytes;
    }
    if (own.waiting === 0) this.held.delete(key);
  }
}
