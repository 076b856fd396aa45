import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

/** Streams of this process that are open at the same time. */
export const LIMITS = {
  /** A person with ten companies open in ten tabs; an API key that follows as many. */
  ofOne: 10,
  /** Of one webhook token: a workflow streams the answers of a model for many leads at once. */
  ofToken: 100,
  all: 2_000,
};

const refusal = (code: string, kind: "rate_limited" | "unavailable", sentence: string): AppError =>
  new AppError(kind, sentence, { code, details: { retry_after_seconds: 10 } });

/** Counts who holds how many streams open, so that their memory and connections are bounded for each and for the process. */
export class OpenStreams {
  private readonly held = new Map<string, number>();
  private total = 0;

  constructor(private readonly limits: typeof LIMITS = LIMITS) {}

  /**
   * Counts one more stream of the actor; call what it returns once the stream is over, more often does no harm. 429 `stream.too_many` for
   * an actor with too many, 503 `stream.busy` when the process has too many.
   */
  open({ actor, workspaceId }: Pick<WorkspaceCtx, "actor" | "workspaceId">): () => void {
    const most = actor.type === "webhook" ? this.limits.ofToken : this.limits.ofOne;
    const holder = `${actor.type}:${actorId(actor) ?? workspaceId}`;
    const own = this.held.get(holder) ?? 0;
    if (own >= most) {
      throw refusal(
        "stream.too_many",
        "rate_limited",
        `You have ${own} streams open, which is the most there can be. Close one, or a page that shows live changes.`,
      );
    }
    if (this.total >= this.limits.all) {
      throw refusal("stream.busy", "unavailable", "Too many streams are open right now. Try again in a few seconds.");
    }
    this.held.set(holder, own + 1);
    this.total += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.total -= 1;
      const left = (this.held.get(holder) ?? 1) - 1;
      if (left === 0) this.held.delete(holder);
      else this.held.set(holder, left);
    };
  }
}

export const openStreams = new OpenStreams();
