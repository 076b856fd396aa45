import { createHash } from "node:crypto";
import PQueue from "p-queue";
import { AppError } from "@/lib/platform/errors";

export const LIMITS = {
  /** Requests of this process that hold a body above 1 MiB at the same time: 30 MiB each, and several copies of it while it is read. */
  atOnce: 4,
  /** Of one sender, running and waiting. */
  ofOne: 3,
  /** Of all senders, waiting: nothing of their bodies is held yet. */
  waiting: 50,
};

const refusal = (code: string, kind: "rate_limited" | "unavailable", sentence: string): AppError =>
  new AppError(kind, sentence, { code, details: { retry_after_seconds: 5 } });

/** Takes turns among the requests that hold a large body, so that their memory is bounded for each sender and for the process. */
export class LargeBodies {
  private readonly queue: PQueue;
  private readonly ofSender = new Map<string, number>();

  constructor(private readonly limits: typeof LIMITS = LIMITS) {
    this.queue = new PQueue({ concurrency: limits.atOnce });
  }

  /** Runs the work in its turn: 429 `body.too_many` for a sender with too many already, 503 `body.busy` when too many wait. */
  async run<T>(sender: string, work: () => Promise<T>): Promise<T> {
    const own = this.ofSender.get(sender) ?? 0;
    if (own >= this.limits.ofOne) {
      throw refusal(
        "body.too_many",
        "rate_limited",
        `You are sending ${own} large files already. Wait until one of them is done, then send this one again.`,
      );
    }
    if (this.queue.size >= this.limits.waiting) {
      throw refusal(
        "body.busy",
        "unavailable",
        "More large files are arriving than can be read right now. Send this one again in a few seconds.",
      );
    }
    this.ofSender.set(sender, own + 1);
    try {
      return await this.queue.add(work);
    } finally {
      const left = (this.ofSender.get(sender) ?? 1) - 1;
      if (left === 0) this.ofSender.delete(sender);
      else this.ofSender.set(sender, left);
    }
  }
}

export const largeBodies = new LargeBodies();

/** Identifies the sender before the body is read: by the hashed credential of the request, else by its address. */
export function senderOf({ headers }: Request, address: string | undefined): string {
  const credential = headers.get("authorization") ?? headers.get("cookie");
  return credential === null ? (address ?? "unknown") : createHash("sha256").update(credential).digest("hex");
}
