import type { LedgerEntry } from "@/lib/ledger/schemas";
import { api, ApiError } from "./api-client";
import { leaveCompany } from "./lost-access";

export type LedgerFollower = { onEntry: (entry: LedgerEntry) => void; onLive: (live: boolean) => void };

const AGAIN_MS = 3_000;

/** One company's stream: a browser has few connections to a host, so all parts of a page share one. */
class LedgerStream {
  readonly followers = new Set<LedgerFollower>();
  private source: EventSource | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private position = "";
  private live = true;

  constructor(private readonly projectId: string) {
    this.open();
  }

  add(follower: LedgerFollower): void {
    this.followers.add(follower);
    follower.onLive(this.live);
  }

  close(): void {
    clearTimeout(this.again);
    this.source?.close();
  }

  private open(): void {
    const after = this.position === "" ? "" : `?${new URLSearchParams({ position: this.position })}`;
    const source = new EventSource(`/api/projects/${this.projectId}/events/stream${after}`);
    source.addEventListener("open", () => this.setLive(true));
    source.addEventListener("message", (message: MessageEvent<string>) => this.receive(message));
    source.addEventListener("ended", (message: MessageEvent<string>) => {
      this.close();
      leaveCompany((JSON.parse(message.data) as { code: string }).code);
    });
    source.addEventListener("error", () => {
      this.setLive(false);
      // The browser reconnects by itself, except after an answer that is not a stream.
      if (source.readyState === EventSource.CLOSED) this.again = setTimeout(() => void this.askAndOpen(), AGAIN_MS);
    });
    this.source = source;
  }

  /** An EventSource does not tell why it was refused; the API does, and leads away from what is lost. */
  private async askAndOpen(): Promise<void> {
    const refused = await api(`/api/projects/${this.projectId}`).then(
      () => false,
      (error: unknown) => error instanceof ApiError && [401, 403, 404].includes(error.status),
    );
    if (!refused && this.followers.size > 0) this.open();
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

/** Follows a company's ledger until the returned function is called; leads away from the page when access to the company ends. */
export function followLedger(projectId: string, follower: LedgerFollower): () => void {
  const stream = streams.get(projectId) ?? new LedgerStream(projectId);
  streams.set(projectId, stream);
  stream.add(follower);
  return () => {
    stream.followers.delete(follower);
    if (stream.followers.size > 0) return;
    stream.close();
    if (streams.get(projectId) === stream) streams.delete(projectId);
  };
}
