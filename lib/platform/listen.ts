import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "pg";
import { env } from "./env";
import { log } from "./log";
import { KEEP_ALIVE, watchedClient } from "./watched-client";

/**
 * `project_events`: the id of a project whose ledger grew. `access_changes`: the id of a workspace whose members, keys or freeze changed.
 * `sandbox_events`: the id of a sandbox run in which something happened.
 */
const CHANNELS = ["project_events", "access_changes", "sandbox_events"] as const;
type Channel = (typeof CHANNELS)[number];
type Listener = (payload: string) => void;

const emitter = new EventEmitter().setMaxListeners(0);
const state: { running?: Promise<void>; stop?: AbortController; connected: boolean } = { connected: false };

const wakeEverybody = (): void => {
  for (const channel of CHANNELS) emitter.emit(channel, "");
};

/** A connection that only listens sends nothing, and would not notice that nobody is at its other end: it asks, this often. */
const HEARTBEAT_MS = 10_000;
const GOODBYE_MS = 2_000;
const Listening = watchedClient(() => HEARTBEAT_MS);

/** An error that it throws ends the connection and is reported there. */
const beat = (client: Client): void =>
  void client.query("select 1").catch((error: unknown) => log().debug({ err: error }, "the listener's heartbeat"));

/** Says goodbye, and does not wait long for an answer. */
async function close(client: Client): Promise<void> {
  const timer = setTimeout(() => client.connection.stream.destroy(), GOODBYE_MS);
  await client.end().catch((error: unknown) => log().debug({ err: error }, "closing the listener"));
  clearTimeout(timer);
}

/** One connection a process, held while somebody listens. After a reconnect everybody is woken: something may have been missed. */
async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new Listening({
      connectionString: env().DATABASE_URL,
      application_name: "greenlight-listen",
      connectionTimeoutMillis: 5_000,
      ...KEEP_ALIVE,
    });
    let heart: NodeJS.Timeout | undefined;
    const ended = new Promise<void>((resolve) => {
      client.once("end", resolve);
      client.once("error", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on("notification", ({ channel, payload }) => emitter.emit(channel, payload ?? ""));
      for (const channel of CHANNELS) await client.query(`listen ${channel}`);
      heart = setInterval(beat, HEARTBEAT_MS, client);
      // One that was stopped while it connected hears nothing from now on.
      if (!signal.aborted) {
        state.connected = true;
        wakeEverybody();
      }
      await ended;
    } catch (error) {
      log().warn({ err: error }, "listening for changes failed; trying again");
    }
    if (state.stop?.signal === signal) state.connected = false;
    clearInterval(heart);
    await close(client);
    if (!signal.aborted) await delay(1_000, undefined, { signal }).catch(() => undefined);
  }
}

/** Calls back with the payload of each notification; an empty one means "look yourself". Returns the way to stop. */
export function onNotification(channel: Channel, listener: Listener): () => void {
  emitter.on(channel, listener);
  if (!state.running) {
    state.stop = new AbortController();
    state.running = follow(state.stop.signal);
  }
  return () => {
    emitter.off(channel, listener);
    if (CHANNELS.some((known) => emitter.listenerCount(known) > 0)) return;
    state.stop?.abort();
    state.connected = false;
    delete state.running;
  };
}

/** Whether a change would be heard now: what is remembered between notifications is only good while it is. */
export const isListening = (): boolean => state.connected;
