import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { recordEvents, type Recorded } from "./record-events";
import type { NewEvent } from "./schemas";

/** As many as one commit takes; the same as a batch over HTTP. */
const MAX_BATCH = 1_000;
/** What waits in this process, all workspaces together; beyond it senders are asked to come back. */
const MAX_WAITING = 10_000;
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** Commits at once, so that a burst leaves connections for everybody else. */
const MAX_COMMITS = 6;

type Waiting = {
  event: NewEvent;
  size: number;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
};
type Line = { key: string; ctx: WorkspaceCtx; waiting: Waiting[]; committing: boolean };

type Record = (ctx: WorkspaceCtx, events: readonly NewEvent[]) => Promise<Recorded[]>;
type Limits = { waiting: number; bytes: number; commits: number };

/**
 * Commits events that arrive at the same time together (group commit): while one batch of a workspace is being committed, what arrives
 * waits and goes with the next. Nobody waits for a timer, and an answer is given only after the commit that holds the event. What waits
 * is bounded; beyond that an event is refused with 503 `ingestion.busy`.
 */
export class EventBatches {
  private readonly lines = new Map<string, Line>();
  private readonly ready: Line[] = [];
  private waiting = 0;
  private bytes = 0;
  private commits = 0;

  constructor(
    private readonly record: Record = recordEvents,
    private readonly limits: Limits = { waiting: MAX_WAITING, bytes: MAX_WAITING_BYTES, commits: MAX_COMMITS },
  ) {}

  /** Stores one event; resolves when it is committed. */
  add(ctx: WorkspaceCtx, event: NewEvent): Promise<Recorded> {
    const size = JSON.stringify(event).length;
    if (this.waiting >= this.limits.waiting || this.bytes + size > this.limits.bytes) return Promise.reject(busy());
    this.waiting += 1;
    this.bytes += size;
    const { promise, resolve, reject } = Promise.withResolvers<Recorded>();
    const line = this.lineOf(ctx);
    line.waiting.push({ event, size, resolve, reject });
    if (line.waiting.length === 1 && !line.committing) this.ready.push(line);
    this.next();
    return promise;
  }

  /** One line a token: the ledger names who reported. */
  private lineOf(ctx: WorkspaceCtx): Line {
    const key = `${ctx.workspaceId}:${actorId(ctx.actor) ?? ctx.actor.type}`;
    const known = this.lines.get(key);
    if (known) return Object.assign(known, { ctx });
    const line: Line = { key, ctx, waiting: [], committing: false };
    this.lines.set(key, line);
    return line;
  }

  private next(): void {
    while (this.commits < this.limits.commits) {
      const line = this.ready.shift();
      if (!line) return;
      void this.commit(line);
    }
  }

  private async commit(line: Line): Promise<void> {
    const batch = line.waiting.splice(0, MAX_BATCH);
    line.committing = true;
    this.commits += 1;
    await this.store(line.ctx, batch);
    this.commits -= 1;
    this.waiting -= batch.length;
    for (const { size } of batch) this.bytes -= size;
    line.committing = false;
    if (line.waiting.length > 0) this.ready.push(line);
    else this.lines.delete(line.key);
    this.next();
  }

  private async store(ctx: WorkspaceCtx, batch: Waiting[]): Promise<void> {
    try {
      const recorded = await this.record(
        ctx,
        batch.map(({ event }) => event),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = recorded[index];
        if (result) resolve(result);
        else reject(new AppError("internal", "The event was not recorded."));
      }
    } catch (error) {
      if (batch.length === 1 || !isAboutTheData(error)) return batch.forEach(({ reject }) => reject(error));
      // One of them cannot be stored: it alone hears so, the others are stored by themselves.
      for (const one of batch) await this.store(ctx, [one]);
    }
  }
}

/** What the door or the database says of everybody (frozen, away) is true of each; anything else may be about one event. */
const isAboutTheData = (error: unknown): boolean => !(error instanceof AppError) || error.kind === "internal";

const busy = (): AppError =>
  new AppError(
    "unavailable",
    "More events are arriving than can be stored right now. Send this one again in a few seconds.",
    {
      code: "ingestion.busy",
    },
  );
