import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { ServerRequest } from "srvx";
import { busy } from "@/lib/metering/events/fair-room";

/** The most that the doors of a process hold; beyond it senders are told to retry. */
const ROOM = { requests: 20_000, bytes: 256 * 1024 * 1024 };
export type Room = typeof ROOM;

/** The requests under way, and the bytes of their bodies. */
export class Underway {
  private readonly room: Room;
  private open = 0;
  private bytes = 0;
  private isStopping = false;
  private onAnswered?: () => void;

  constructor(room: Partial<Room> = {}) {
    this.room = { ...ROOM, ...room };
  }

  /** Asked when the request at hand is counted already. */
  isFull(): boolean {
    return this.open > this.room.requests || this.bytes >= this.room.bytes;
  }

  /** Counts a request until its answer is sent or its sender is gone. */
  follow(server: Server, response: ServerResponse): void {
    this.open += 1;
    if (this.isStopping) response.shouldKeepAlive = false;
    response.once("close", () => {
      this.open -= 1;
      if (this.isStopping) server.closeIdleConnections();
      if (this.open === 0) this.onAnswered?.();
    });
  }

  /**
   * Lets the handler read the body straight from the socket. A web stream costs more than the rest of a small request, and one that a
   * handler stops reading ends the connection before the sender has read why. The rest of a body that it left is read and dropped, as Node
   * does with one that nobody began: the next request of the connection stands behind it.
   */
  readFromSocket(request: ServerRequest): void {
    const { req, res } = request.runtime?.node ?? {};
    if (!req || !res || request.method === "GET" || request.method === "HEAD") return;
    Object.defineProperty(request, "body", { value: this.bodyOf(req as IncomingMessage, res as ServerResponse) });
  }

  private async *bodyOf(source: IncomingMessage, response: ServerResponse): AsyncGenerator<Buffer> {
    let held = 0;
    response.once("close", () => (this.bytes -= held));
    try {
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (this.bytes + chunk.length > this.room.bytes) throw busy();
        held += chunk.length;
        this.bytes += chunk.length;
        yield chunk;
      }
    } finally {
      source.resume();
    }
  }

  /** From now on each answer is the last of its connection; resolves when all are sent. */
  answered(): Promise<void> {
    this.isStopping = true;
    return this.open === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.onAnswered = resolve;
        });
  }
}
