import { engineAt } from "@/lib/outreach/workflows/engine";
import type { SystemCtx } from "@/lib/platform/ctx";
import { appUrl, env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { secondsSinceWorker } from "./store";

type Check = "ok" | "failing" | "off";
export type Health = {
  status: "ok" | "degraded" | "down";
  /** `callback`: the way back, from n8n to the application. `clock`: the sidecar's against ours. */
  checks: Record<"database" | "worker" | "sidecar" | "n8n" | "callback" | "clock", Check>;
};

type EngineChecks = Pick<Health["checks"], "sidecar" | "n8n" | "callback" | "clock">;

/** Commands are refused when the clocks are five minutes apart; this says so before. */
const CLOCK_TOLERANCE_MS = 60_000;
/** With WORKER_MODE=cron the queue is looked after once a minute at most; a host may skip some. */
const WORKER_SILENT_SECONDS = { "in-process": 60, standalone: 60, cron: 300 };
/** Whether each part answers now. Without the database Greenlight is down; without another part it is degraded. */
export async function checkHealth(ctx: SystemCtx): Promise<Health> {
  const [stored, engine] = await Promise.all([checkDatabase(ctx), checkEngine()]);
  const checks = { ...stored, ...engine };
  const failing = Object.values(checks).includes("failing");
  return { status: checks.database === "failing" ? "down" : failing ? "degraded" : "ok", checks };
}

async function checkDatabase(ctx: SystemCtx): Promise<Pick<Health["checks"], "database" | "worker">> {
  try {
    const seconds = await withServiceTransaction(ctx, secondsSinceWorker);
    const { WORKER_MODE } = env();
    if (WORKER_MODE === "off") return { database: "ok", worker: "off" };
    return {
      database: "ok",
      worker: seconds !== null && seconds < WORKER_SILENT_SECONDS[WORKER_MODE] ? "ok" : "failing",
    };
  } catch (error) {
    log().warn({ err: error }, "health: the database does not answer");
    return { database: "failing", worker: "failing" };
  }
}

async function checkEngine(): Promise<EngineChecks> {
  const { LOCAL_SIDECAR_URL } = env();
  if (!LOCAL_SIDECAR_URL) return { sidecar: "off", n8n: "off", callback: "off", clock: "off" };
  try {
    const { healthy, clockAheadMs, reachesApp } = await engineAt(LOCAL_SIDECAR_URL).checkReady({
      signal: AbortSignal.timeout(3_000),
    });
    const clocksAgree = Math.abs(clockAheadMs) <= CLOCK_TOLERANCE_MS;
    if (!clocksAgree) log().warn({ clock_ahead_ms: clockAheadMs }, "health: the sidecar's clock differs from ours");
    if (reachesApp === false) log().warn({ app_url: appUrl() }, "health: n8n does not reach the application");
    return {
      sidecar: "ok",
      n8n: healthy ? "ok" : "failing",
      callback: reachesApp === null ? "off" : reachesApp ? "ok" : "failing",
      clock: clocksAgree ? "ok" : "failing",
    };
  } catch (error) {
    log().warn({ err: error }, "health: the sidecar does not answer");
    return { sidecar: "failing", n8n: "failing", callback: "off", clock: "off" };
  }
}
