import type { SystemCtx } from "@/lib/platform/ctx";
import { judgeFleet, type Evaluation } from "./judge-fleet";
import { mailAlerts } from "./mail-alerts";

/** One round of the fleet's watchdog: judges every machine, and mails what is owed. It needs the database and no queue. */
export async function evaluateFleet(ctx: SystemCtx): Promise<Evaluation> {
  const evaluation = await judgeFleet(ctx);
  await mailAlerts(ctx);
  return evaluation;
}
