import { engineAt } from "@/lib/outreach/workflows/engine";
import type { SystemCtx } from "@/lib/platform/ctx";
import { appUrl, env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { DEAD_SECONDS } from "./judge-fleet";
import { secondsSinceWorker } from "./store";
import { findEvaluation } from "./store-evaluation";
import { WORKER_SILENT_SECONDS } from "./worker-silence";

type Check = "ok" | "failing" | "off";
export type Health = {
  status: "ok" | "degraded" | "down";
  /** `callback`: the way back, from n8n to the application. `clock`: the sidecar's against ours. `fleet`: machines are still judged. */
  checks: Record<"database" | "worker" | "fleet" | "sidecar" | "n8n" | "callback" | "clock", Check>;
};

type EngineChecks = Pick<Health["checks"], "sidecar" | "n8n" | "callback" | "clock">;

/** Commands are refused when the clocks are five minutes apart; this says so before. */
const CLOCK_TOLERANCE_MS = 60_000;
/** Whether each part answers now. Without the database Greenlight is down; without another part it is degraded. */
export async function checkHealth(ctx: SystemCtx): Promise<Health> {
  const [stored, engine] = await Promise.all([checkDatabase(ctx), checkEngine()]);
  const checks = { ...stored, ...engine };
  const failing = Object.values(checks).includes("failing");
  return { status: checks.database === "failing" ? "down" : failing ? "degraded" : "ok", checks };
}

async function checkDatabase(ctx: SystemCtx): Promise<Pick<Health["checks"], "database" | "worker" | "fleet">> {
  try {
    const { evaluation, seconds } = await withServiceTransaction(ctx, async (tx) => ({
      evaluation: await findEvaluation(tx),
      seconds: await secondsSinceWorker(tx),
    }));
    const { WORKER_MODE } = env();
    if (WORKER_MODE === "off") return { database: "ok", worker: "off", fleet: "off" };
    const silentSeconds = WORKER_SILENT_SECONDS[WORKER_MODE];
    const evaluatedAt = evaluation?.last_evaluated_at ?? null;
    return {
      database: "ok",
      worker: seconds !== null && seconds < silentSeconds ? "ok" : "failing",
      fleet: isEvaluated(ctx.now(), evaluatedAt, Math.max(DEAD_SECONDS, silentSeconds)) ? "ok" : "failing",
    };
  } catch (error) {
    log().warn({ err: error }, "health: the database does not answer");
    return { database: "failing", worker: "failing", fleet: "failing" };
  }
}

/** The dead man's switch of the watchdog that watches the machines. */
function isEvaluated(now: Date, at: string | null, withinSeconds: number): boolean {
  const isFresh = at !== null && now.getTime() - Date.parse(at) <= withinSeconds * 1000;
  if (!isFresh) log().warn({ last_evaluated_at: at }, "health: the machines have not been judged for three minutes");
  return isFresh;
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
