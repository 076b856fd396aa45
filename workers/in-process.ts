import { priceFile } from "@/lib/metering/spending/price-file";
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

/** Before the first request; a file of prices that cannot be used ends the start with the line that is wrong. */
export async function startInProcess(): Promise<void> {
  priceFile();
  if (env().WORKER_MODE === "cron") offerDrain(() => drain());
  if (env().WORKER_MODE !== "in-process") return;
  process.once("SIGTERM", () => void stopWorkers());
  void startWhenPossible();
}
