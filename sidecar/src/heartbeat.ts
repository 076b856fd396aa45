import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { cpus, freemem, loadavg, totalmem } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Egress, Heartbeat } from "@/lib/contracts/instance";
import type { InstanceClient } from "./instance-client";

const EVERY_MS = 30_000;
const SPREAD = 0.2;

type Options = {
  client: InstanceClient;
  boot: number;
  folder: string;
  isReady: () => Promise<boolean>;
  version?: string | undefined;
  /** The ports that this machine can reach; null when it does not know. */
  tryWaysOut?: (signal: AbortSignal) => Promise<Egress | null>;
};

/**
 * Says that this machine lives: a handshake at its start, another one once it has tried its ways out, and its measures every 30 s, a fifth
 * sooner or later.
 */
export function startHeartbeat(options: Options): { stop(): Promise<void> } {
  const { client, boot, folder, isReady, version, tryWaysOut } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const boot_id = randomUUID();
  let counter = 0;
  const life = () => ({ boot, boot_id, counter: counter++ });
  const run = async (): Promise<void> => {
    await client.post("/api/sidecar/handshake", life());
    const egress = (await tryWaysOut?.(signal)) ?? null;
    if (egress !== null) await client.post("/api/sidecar/handshake", { ...life(), egress });
    while (!signal.aborted) {
      const beat: Heartbeat = { ...life(), ...(await measure(folder)), n8n: await engineOf(isReady, version) };
      await client.post("/api/sidecar/heartbeat", beat);
      const pause = EVERY_MS * (1 - SPREAD + 2 * SPREAD * Math.random());
      await wait(pause, undefined, { signal }).catch(() => undefined); // stopped
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function engineOf(isReady: () => Promise<boolean>, version = null as string | null): Promise<Heartbeat["n8n"]> {
  return { healthy: await isReady(), version, active_workflows: null };
}

async function measure(folder: string): Promise<Pick<Heartbeat, "cpu" | "memory" | "disk">> {
  const { blocks, bavail } = await statfs(folder);
  const [load = 0] = loadavg();
  return {
    cpu: percentOf(load / cpus().length),
    memory: percentOf(1 - freemem() / totalmem()),
    disk: blocks > 0 ? percentOf(1 - bavail / blocks) : null,
  };
}

const percentOf = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
