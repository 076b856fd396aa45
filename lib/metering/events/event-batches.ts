import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { FairRoom } from "./fair-room";
import { isAboutAll, storeApart, type Outcome } from "./store-apart";

/** As many as one commit takes; the same as a batch over HTTP. */
const MAX_BATCH = 1_000;
export const LIMITS = {
  /** The events waiting in this process, of all tokens; a batch waits as one. Each token has its fair part of both. */
  waiting: 20_000,
  bytes: 64 * 1024 * 1024,
  /** Commits at once, so that a burst leaves connections for other requests. */
  commits: 6,
  /** Of them for one token: while one is stored, the senders of the other hear their answer and send again. */
  commitsOfOne: 2,
};

/** The fields of an event that may be long. */
type Sized = { body?: string | null | undefined; metadata?: unknown; properties?: unknown };
/** One sender's waiting request: a single event, or a whole batch. */
type Waiting<E, R> = {
  events: readonly E[];
  size: number;
  settle: (outcomes: readonly Outcome<R>[]) => void;
};
type Line<E, R> = {
  key: string;
  ctx: WorkspaceCtx;
  singles: Waiting<E, R>[];
  batches: Waiting<E, R>[];
  isBatchNext: boolean;
  isScheduled: boolean;
  commits: number;
};
type Work = () => Promise<void>;

type Record<E, R> = (ctx: WorkspaceCtx, events: readonly E[]) => Promise<R[]>;

/**
 * Commits events that arrive at the same time together (group commit): what one look at the network brings goes into one commit, and
 * while a token has as many commits under way as it may, what arrives waits and goes with the next. No timer is waited for, and an
 * answer is given only after the commit that holds the event. Each token has one line, for its batches as well, and the lines take
 * turns; what waits is bounded and shared fairly ({@link FairRoom}).
 */
export class EventBatches<E extends Sized, R> {
  private readonly lines = new Map<string, Line<E, R>>();
  private readonly ready: Work[] = [];
  private readonly room: FairRoom;
  private commits = 0;
  private onIdle: (() => void)[] = [];

  constructor(
    private readonly record: Record<E, R>,
    private readonly limits: typeof LIMITS = LIMITS,
  ) {
    this.room = new FairRoom(limits);
  }

  /** Stores one event together with its neighbours; resolves when it is committed. */
  async add(ctx: WorkspaceCtx, event: E): Promise<R> {
    const [outcome] = await this.wait(ctx, "singles", [event]);
    if (outcome && "stored" in outcome) return outcome.stored;
    throw outcome?.error ?? new AppError("internal", "The event was not recorded.");
  }

  /**
   * Stores a sender's own batch in a commit of its own; resolves when it is committed, with one outcome an event: those that cannot be
   * stored do not keep the others out. Rejects when none could be.
   */
  async addAll(ctx: WorkspaceCtx, events: readonly E[]): Promise<Outcome<R>[]> {
    const outcomes = await this.wait(ctx, "batches", events);
    const lost = outcomes.find((outcome) => "error" in outcome && isAboutAll(outcome.error));
    if (lost && "error" in lost) throw lost.error;
    return [...outcomes];
  }

  /** Resolves when nothing waits and nothing is being committed. */
  idle(): Promise<void> {
    return this.room.isEmpty ? Promise.resolve() : new Promise((resolve) => this.onIdle.push(resolve));
  }

  private wait(ctx: WorkspaceCtx, kind: "singles" | "batches", events: readonly E[]): Promise<readonly Outcome<R>[]> {
    const size = events.reduce((sum, event) => sum + sizeOf(event), 0);
    const line = this.lineOf(ctx);
    this.room.enter(line.key, size);
    this.lines.set(line.key, line);
    const { promise, resolve } = Promise.withResolvers<readonly Outcome<R>[]>();
    line[kind].push({ events, size, settle: resolve });
    this.schedule(line);
    return promise;
  }

  /** One line a token, because a commit's ledger lines name one reporter. */
  private lineOf(ctx: WorkspaceCtx): Line<E, R> {
    const key = `${ctx.workspaceId}:${actorId(ctx.actor) ?? ctx.actor.type}`;
    const known = this.lines.get(key);
    if (known) return Object.assign(known, { ctx });
    return { key, ctx, singles: [], batches: [], isBatchNext: false, isScheduled: false, commits: 0 };
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

  /** A line that has more goes to the end. */
  private schedule(line: Line<E, R>): void {
    if (line.isScheduled || !hasMore(line) || line.commits === this.limits.commitsOfOne) return;
    line.isScheduled = true;
    // After everything that has arrived by now.
    setImmediate(() => {
      this.ready.push(() => this.commit(line));
      this.next();
    });
  }

  private async commit(line: Line<E, R>): Promise<void> {
    const taken = takeFrom(line);
    line.isScheduled = false;
    line.commits += 1;
    this.schedule(line);
    // Empty when a commit before was too slow and refused those behind it.
    const outcomes = taken.length > 0 ? await this.store(line.ctx, taken) : [];
    line.commits -= 1;
    this.settle(line, taken, outcomes);
    const away = outcomes.find((outcome) => "error" in outcome && isUnavailable(outcome.error));
    if (away) {
      // The database is slow or away. Those behind have waited as long already; one commit after the other, the last would wait for minutes.
      const behind = [...line.singles.splice(0), ...line.batches.splice(0)];
      this.settle(
        line,
        behind,
        behind.flatMap(({ events }) => events.map(() => away)),
      );
    }
    this.schedule(line);
    if (!line.isScheduled && line.commits === 0) this.lines.delete(line.key);
  }

  private store(ctx: WorkspaceCtx, taken: readonly Waiting<E, R>[]): Promise<Outcome<R>[]> {
    return storeApart(
      taken.flatMap(({ events }) => events),
      (events) => this.record(ctx, events),
    );
  }

  /** Answers each sender with the outcomes of its own events, which stand in the order of `waiting`. */
  private settle(line: Line<E, R>, waiting: readonly Waiting<E, R>[], outcomes: readonly Outcome<R>[]): void {
    let from = 0;
    for (const { events, size, settle } of waiting) {
      settle(outcomes.slice(from, from + events.length));
      from += events.length;
      this.room.leave(line.key, size);
    }
    if (this.room.isEmpty) for (const resolve of this.onIdle.splice(0)) resolve();
  }
}

const hasMore = <E, R>({ singles, batches }: Line<E, R>): boolean => singles.length + batches.length > 0;

/** The singles that wait, or one batch: in turn, so that neither keeps a token's other kind waiting. */
function takeFrom<E, R>(line: Line<E, R>): Waiting<E, R>[] {
  const { singles, batches } = line;
  const isBatch = batches.length > 0 && (line.isBatchNext || singles.length === 0);
  line.isBatchNext = !isBatch;
  return isBatch ? batches.splice(0, 1) : singles.splice(0, MAX_BATCH);
}

/** Close enough: everything else of an event is bounded, by some thousand characters. */
const sizeOf = ({ body, metadata, properties }: Sized): number =>
  1_000 + (body?.length ?? 0) + JSON.stringify(metadata ?? properties ?? null).length;

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.kind === "unavailable";
