import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { env } from "./env";
import { log } from "./log";

type Listener = (payload: string) => void;

const CHANNEL = "project_events";
const emitter = new EventEmitter().setMaxListeners(0);
const state: { running?: Promise<void>; stop?: AbortController } = {};

/** One connection a process, held while somebody listens. After a reconnect everybody is woken: something may have been missed. */
async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new Client({
      connectionString: env().DATABASE_URL,
      application_name: "greenlight-listen",
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      client.once("end", resolve);
      client.once("error", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on("notification", ({ payload }) => emitter.emit("wake", payload ?? ""));
      await client.query(`listen ${CHANNEL}`);
      emitter.emit("wake", "");
      await ended;
    } catch (error) {
      log().warn({ err: error }, "listening for ledger events failed; trying again");
    }
    await client.end().catch((error: unknown) => log().debug({ err: error }, "closing the listener"));
    if (!signal.aborted) await delay(1_000, undefined, { signal }).catch(() => undefined);
  }
}

/** Calls back with the project id of each new ledger event; an empty payload means "look yourself". Returns the way to stop. */
export function onProjectEvent(listener: Listener): () => void {
  emitter.on("wake", listener);
  if (!state.running) {
    state.stop = new AbortController();
    state.running = follow(state.stop.signal);
  }
  return () => {
    emitter.off("wake", listener);
    if (emitter.listenerCount("wake") > 0) return;
    state.stop?.abort();
    delete state.running;
  };
}
