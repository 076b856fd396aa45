import { engineAt } from "@/lib/outreach/workflows/engine";
import type { SystemCtx } from "@/lib/platform/ctx";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { secondsSinceWorker } from "./store";

type Check = "ok" | "failing" | "off";
export type Health = {
  status: "ok" | "degraded" | "down";
  checks: Record<"database" | "worker" | "sidecar" | "n8n", Check>;
};

const WORKER_SILENT_SECONDS = 60;
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
    if (env().WORKER_MODE === "off") return { database: "ok", worker: "off" };
    return { database: "ok", worker: seconds !== null && seconds < WORKER_SILENT_SECONDS ? "ok" : "failing" };
  } catch (error) {
    log().warn({ err: error }, "health: the database does not answer");
    return { database: "failing", worker: "failing" };
  }
}

async function checkEngine(): Promise<Pick<Health["checks"], "sidecar" | "n8n">> {
  const { LOCAL_SIDECAR_URL } = env();
  if (!LOCAL_SIDECAR_URL) return { sidecar: "off", n8n: "off" };
  try {
    const { healthy } = await engineAt(LOCAL_SIDECAR_URL).checkReady({ signal: AbortSignal.timeout(3_000) });
    return { sidecar: "ok", n8n: healthy ? "ok" : "failing" };
  } catch (error) {
    log().warn({ err: error }, "health: the sidecar does not answer");
    return { sidecar: "failing", n8n: "failing" };
  }
}
