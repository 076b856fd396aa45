import { keepEvaluating } from "@/lib/operations/fleet/keep-evaluating";
import { priceFile } from "@/lib/metering/spending/price-file";
import { getDb } from "@/lib/platform/db";
import { offerDrain } from "@/lib/platform/drain";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { setTimeout as delay } from "node:timers/promises";
import { drain } from "./drain";
import { startWorkers, stopWorkers } from "./start";

/** The worker beside the web server: tries until the database is there, drains on SIGTERM. */
async function startWhenPossible(): Promise<void> {
  for (;;) {
    try {
      return await startWorkers();
    } catch (error) {
      log().warn({ err: error }, "the worker could not start; trying again");
      await delay(2_000);
    }
  }
}

/** The machines are watched from here whether a worker runs or not, except where no process stays. */
function watchMachines(): void {
  const { WORKER_MODE } = env();
  if (WORKER_MODE !== "in-process" && WORKER_MODE !== "standalone") return;
  const stopping = new AbortController();
  process.once("SIGTERM", () => stopping.abort());
  const ctx = { requestId: "fleet", db: getDb(), now: () => new Date() };
  void keepEvaluating(ctx, { signal: stopping.signal });
}

/** Before the first request; a file of prices that cannot be used ends the start with the line that is wrong. */
export async function startInProcess(): Promise<void> {
  priceFile();
  if (env().WORKER_MODE === "cron") offerDrain(() => drain());
  watchMachines();
  if (env().WORKER_MODE !== "in-process") return;
  process.once("SIGTERM", () => void stopWorkers());
  void startWhenPossible();
}
