import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { recordEvents, type Recorded } from "./record-events";
import type { NewEvent } from "./schemas";
import { busy } from "./turns";

/** As many as one commit takes; the same as a batch over HTTP. */
const MAX_BATCH = 1_000;
export const LIMITS = {
  /** What waits in this process, all workspaces together; beyond it senders are asked to come back. A batch waits as one. */
  waiting: 10_000,
  bytes: 64 * 1024 * 1024,
  /** Commits at once, so that a burst leaves connections for everybody else. */
  commits: 6,
  /** Of them for one token: while one is stored, the senders of the other hear their answer and send again. */
  commitsOfOne: 2,
};

type Waiting = {
  event: NewEvent;
  size: number;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
};
type Line = { key: string; ctx: WorkspaceCtx; waiting: Waiting[]; isScheduled: boolean; commits: number };
type Work = () => Promise<void>;

type Record = (ctx: WorkspaceCtx, events: readonly NewEvent[]) => Promise<Recorded[]>;

/**
 * Commits events that arrive at the same time together (group commit): what one look at the network brings goes into one batch, and
 * while batches of a token are being committed, what arrives waits and goes with the next. Nobody waits for a timer, and an answer is
 * given only after the commit that holds the event. What waits is bounded, by number and by size; beyond that an event is refused with
 * 503 `ingestion.busy`.
 */
export class EventBatches {
  private readonly lines = new Map<string, Line>();
  private readonly ready: Work[] = [];
  private waiting = 0;
  private bytes = 0;
  private commits = 0;
  private onIdle: (() => void)[] = [];

  constructor(
    private readonly record: Record = recordEvents,
    private readonly limits: typeof LIMITS = LIMITS,
  ) {}

  /** Stores one event together with its neighbours; resolves when it is committed. */
  async add(ctx: WorkspaceCtx, event: NewEvent): Promise<Recorded> {
    const size = sizeOf(event);
    this.admit(size);
    const { promise, resolve, reject } = Promise.withResolvers<Recorded>();
    const line = this.lineOf(ctx);
    line.waiting.push({ event, size, resolve, reject });
    this.schedule(line);
    return promise;
  }

  /** Stores a sender's own batch in a commit of its own, in turn with the others; resolves when it is committed. */
  async addAll(ctx: WorkspaceCtx, events: readonly NewEvent[]): Promise<Recorded[]> {
    const size = events.reduce((sum, event) => sum + sizeOf(event), 0);
    this.admit(size);
    const { promise, resolve, reject } = Promise.withResolvers<Recorded[]>();
    this.enqueue(async () => {
      await this.record(ctx, events).then(resolve, reject);
      this.release(1, size);
    });
    return promise;
  }

  /** Resolves when nothing waits and nothing is being committed. */
  idle(): Promise<void> {
    return this.waiting === 0 ? Promise.resolve() : new Promise((resolve) => this.onIdle.push(resolve));
  }

  private admit(size: number): void {
    if (this.waiting >= this.limits.waiting || this.bytes + size > this.limits.bytes) throw busy();
    this.waiting += 1;
    this.bytes += size;
  }

  private release(count: number, bytes: number): void {
    this.waiting -= count;
    this.bytes -= bytes;
    if (this.waiting > 0) return;
    for (const resolve of this.onIdle.splice(0)) resolve();
  }

  /** One line a token: the ledger names who reported. */
  private lineOf(ctx: WorkspaceCtx): Line {
    const key = `${ctx.workspaceId}:${actorId(ctx.actor) ?? ctx.actor.type}`;
    const known = this.lines.get(key);
    if (known) return Object.assign(known, { ctx });
    const line: Line = { key, ctx, waiting: [], isScheduled: false, commits: 0 };
    this.lines.set(key, line);
    return line;
  }

  /** Lines and batches take turns; a line that has more goes to the end. */
  private enqueue(work: Work): void {
    this.ready.push(work);
    this.next();
  }

  private next(): void {
    while (this.commits < this.limits.commits) {
      const work = this.ready.shift();
      if (!work) return;
      this.commits += 1;
      void work().finally(() => {
        this.commits -= 1;
        this.next();
      });
    }
  }

  private schedule(line: Line): void {
    if (line.isScheduled || line.waiting.length === 0 || line.commits === this.limits.commitsOfOne) return;
    line.isScheduled = true;
    // After everything that has arrived by now.
    setImmediate(() => this.enqueue(() => this.commit(line)));
  }

  private async commit(line: Line): Promise<void> {
    const batch = line.waiting.splice(0, MAX_BATCH);
    line.isScheduled = false;
    line.commits += 1;
    this.schedule(line);
    // Nobody waits any more where a commit before was too slow.
    const error = batch.length > 0 ? await this.store(line.ctx, batch) : null;
    line.commits -= 1;
    this.settle(batch);
    if (isUnavailable(error)) {
      // The database is slow or away. They have waited as long already: one batch after the other, the last would wait for minutes.
      const behind = line.waiting.splice(0);
      for (const { reject } of behind) reject(error);
      this.settle(behind);
    }
    this.schedule(line);
    if (!line.isScheduled && line.commits === 0) this.lines.delete(line.key);
  }

  private settle(batch: readonly Waiting[]): void {
    this.release(
      batch.length,
      batch.reduce((sum, { size }) => sum + size, 0),
    );
  }

  /** Answers everybody in the batch; returns what stopped all of it, if something did. */
  private async store(ctx: WorkspaceCtx, batch: readonly Waiting[]): Promise<unknown> {
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
      return null;
    } catch (error) {
      const isAboutAll = !isAboutTheData(error);
      if (isAboutAll || batch.length === 1) {
        for (const { reject } of batch) reject(error);
        return isAboutAll ? error : null;
      }
      return this.storeByHalves(ctx, batch);
    }
  }

  /** One of them cannot be stored: it alone hears so, and the others are stored in few commits. */
  private async storeByHalves(ctx: WorkspaceCtx, batch: readonly Waiting[]): Promise<unknown> {
    const middle = Math.ceil(batch.length / 2);
    const [first, second] = [batch.slice(0, middle), batch.slice(middle)];
    const error = await this.store(ctx, first);
    if (error === null) return this.store(ctx, second);
    for (const { reject } of second) reject(error);
    return error;
  }
}

/** Close enough: everything else of an event is bounded, by a thousand characters or so. */
const sizeOf = ({ body, metadata }: NewEvent): number =>
  1_000 + (body?.length ?? 0) + JSON.stringify(metadata ?? null).length;

/** What the door or the database says of everybody (frozen, away) is true of each; anything else may be about one event. */
const isAboutTheData = (error: unknown): boolean => !(error instanceof AppError) || error.kind === "internal";

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.kind === "unavailable";
