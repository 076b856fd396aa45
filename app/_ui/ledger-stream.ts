import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";
import { api, ApiError } from "./api-client";
import { leaveCompany } from "./lost-access";

export type LedgerFollower = { onEntry: (entry: LedgerEntry) => void; onLive: (live: boolean) => void };

const AGAIN_MS = 3_000;
const HIDDEN_MS = 30_000;

/** A position is a transaction and a line of it; both only grow. */
function isBefore(one: string, other: string): boolean {
  const [[a = 0, b = 0], [c = 0, d = 0]] = [one.split(":").map(Number), other.split(":").map(Number)];
  return a < c || (a === c && b < d);
}

/**
 * One company's stream: a browser has few connections to a host, so all parts of a page share one, and a page that nobody sees gives it
 * back. It always goes on after the last line it gave.
 */
class LedgerStream {
  readonly followers = new Set<LedgerFollower>();
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private position = "";
  private live = true;

  constructor(private readonly projectId: string) {
    document.addEventListener("visibilitychange", this.look);
  }

  /** Lines since the first rendering are repeated for every subscriber, which recognises them by id. */
  add(follower: LedgerFollower, from: string): void {
    this.followers.add(follower);
    follower.onLive(this.live);
    if (from !== "" && (this.position === "" || isBefore(from, this.position))) {
      this.source?.close();
      this.position = from;
    }
    this.open();
  }

  close(): void {
    document.removeEventListener("visibilitychange", this.look);
    clearTimeout(this.timer);
    this.source?.close();
  }

  private readonly look = (): void => {
    clearTimeout(this.timer);
    if (document.hidden) this.timer = setTimeout(() => this.source?.close(), HIDDEN_MS);
    else this.open();
  };

  private open(): void {
    const { CLOSED } = EventSource;
    if (document.hidden || this.followers.size === 0 || (this.source?.readyState ?? CLOSED) !== CLOSED) return;
    const after = this.position === "" ? "" : `?${new URLSearchParams({ position: this.position })}`;
    const source = new EventSource(`/api/projects/${this.projectId}/events/stream${after}`);
    source.addEventListener("open", () => this.setLive(true));
    source.addEventListener("position", ({ lastEventId }: MessageEvent<string>) => {
      this.position = lastEventId;
    });
    source.addEventListener("message", (message: MessageEvent<string>) => this.receive(message));
    source.addEventListener("ended", (message: MessageEvent<string>) => {
      this.close();
      leaveCompany((JSON.parse(message.data) as { code: string }).code);
    });
    source.addEventListener("error", () => {
      this.setLive(false);
      // The browser reconnects by itself, except after an answer that is not a stream.
      if (source.readyState !== CLOSED) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.askAndOpen(), AGAIN_MS);
    });
    this.source = source;
  }

  /** An EventSource does not tell why it was refused; the API does, and leads away from what is lost. */
  private async askAndOpen(): Promise<void> {
    const refused = await api(`/api/projects/${this.projectId}`).then(
      () => false,
      (error: unknown) => error instanceof ApiError && [401, 403, 404].includes(error.status),
    );
    if (refused) this.close();
    else this.open();
  }

  private receive({ data, lastEventId }: MessageEvent<string>): void {
    this.position = lastEventId;
    const entry = JSON.parse(data) as LedgerEntry;
    for (const { onEntry } of this.followers) onEntry(entry);
  }

  private setLive(live: boolean): void {
    this.live = live;
    for (const { onLive } of this.followers) onLive(live);
  }
}

const streams = new Map<string, LedgerStream>();

/**
 * Follows a company's ledger until the returned function is called: from the position `from`, or from now. Leads away from the page when
 * access to the company ends.
 */
export function followLedger(projectId: string, follower: LedgerFollower, from = ""): () => void {
  const stream = streams.get(projectId) ?? new LedgerStream(projectId);
  streams.set(projectId, stream);
  stream.add(follower, from);
  return () => {
    stream.followers.delete(follower);
    if (stream.followers.size > 0) return;
    stream.close();
    if (streams.get(projectId) === stream) streams.delete(projectId);
  };
}
