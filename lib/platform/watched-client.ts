import { Client, type ClientConfig } from "pg";
import { log } from "./log";

type Answer = (error: Error | null, result?: unknown) => void;
type Ask = (...args: unknown[]) => unknown;
/** The name under which a statement stays prepared on its connection. */
type NameOf = (text: string) => string | undefined;

/** With these the kernel finds out about a connection that is quiet; about one that was just written to it needs 15 minutes. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;

/** `read ETIMEDOUT` is what the kernel says of the same. */
const noAnswer = (ms: number): Error =>
  Object.assign(new Error(`Connection terminated: the database did not answer within ${ms / 1_000} s`), {
    code: "ETIMEDOUT",
  });

const hasCallback = (args: readonly unknown[]): boolean => typeof args.at(-1) === "function";

function withName(args: unknown[], nameOf: NameOf): unknown[] {
  const [text, values, ...others] = args;
  const name = typeof text === "string" && Array.isArray(values) ? nameOf(text) : undefined;
  return name === undefined ? args : [{ name, text, values: values as unknown[] }, ...others];
}

/**
 * Clients that close their connection when a query has not been answered in so many milliseconds: its other end has vanished. Every
 * query on it fails with ETIMEDOUT at once, later ones too, and a pool throws it away, together with those that rest and were not heard
 * of since. pg's own `query_timeout` leaves the connection in use, with the query still on it.
 */
export function watchedClient(limitMs: () => number, nameOf: NameOf = () => undefined): typeof Client {
  const connected = new Set<{ leaveIfSilentSince(at: number): void }>();

  return class WatchedClient extends Client {
    #waiting = 0;
    #askedAt = 0;
    #heardAt = Date.now();
    #timer: NodeJS.Timeout | undefined;
    #givenUp: Error | null = null;

    constructor(config?: string | ClientConfig) {
      super(config);
      this.once("connect", () => connected.add(this)).once("end", () => connected.delete(this));
      const ask = this.query.bind(this) as Ask;
      this.query = ((...args: unknown[]) => this.#watch(ask, withName(args, nameOf))) as Client["query"];
    }

    #watch(ask: Ask, args: unknown[]): unknown {
      if (!hasCallback(args)) {
        if (this.#givenUp) return Promise.reject(this.#givenUp);
        this.#asked();
        return (ask(...args) as Promise<unknown>).finally(() => this.#answered());
      }
      const callback = args.pop() as Answer;
      if (this.#givenUp) return process.nextTick(callback, this.#givenUp);
      this.#asked();
      return ask(...args, (error: Error | null, result?: unknown) => {
        this.#answered();
        callback(error, result);
      });
    }

    #asked(): void {
      this.#waiting += 1;
      if (this.#waiting > 1) return;
      const ms = limitMs();
      this.#askedAt = Date.now();
      this.#timer = setTimeout(() => this.#giveUp(ms), ms);
    }

    /** Queries are answered one after the other: the next one's time begins now. */
    #answered(): void {
      this.#waiting -= 1;
      this.#heardAt = Date.now();
      if (this.#waiting === 0) clearTimeout(this.#timer);
      else this.#timer?.refresh();
    }

    #giveUp(ms: number): void {
      this.#leave(noAnswer(ms));
      for (const other of connected) other.leaveIfSilentSince(this.#askedAt);
      log().warn({ seconds: ms / 1_000 }, "a connection to the database was given up: it did not answer");
    }

    /** Most likely as dead as the one that was asked; a new connection costs less than finding out. */
    leaveIfSilentSince(at: number): void {
      if (this.#waiting === 0 && this.#heardAt <= at)
        this.#leave(new Error("Connection terminated: others like it do not answer"));
    }

    #leave(error: Error): void {
      this.#givenUp = error;
      this.connection.stream.destroy(error);
    }
  };
}
