import { findCompute } from "@/lib/operations/machines/find-compute";
import type { SystemCtx } from "@/lib/platform/ctx";
import { diagnoseSilent, type Vendors } from "./diagnose-silent";
import { judgeFleet, type Evaluation } from "./judge-fleet";
import { mailAlerts } from "./mail-alerts";
import { pingOutside } from "./ping-outside";
import { planRemedies } from "./plan-remedies";

/**
 * One round of the fleet's watchdog: judges every machine, looks at silent ones from outside, wants a repair where one is due, and mails what
 * is owed; a round without a failure then calls the operator's monitor. It needs the database; only a repair itself waits for the queue.
 */
export async function evaluateFleet(ctx: SystemCtx, vendors: Vendors = findCompute): Promise<Evaluation> {
  const evaluation = await judgeFleet(ctx);
  // A mail that does not leave keeps no repair back, and the other way round.
  const repairs = diagnoseSilent(ctx, vendors).then(() => planRemedies(ctx));
  const ended = await Promise.allSettled([repairs, mailAlerts(ctx)]);
  const failed = ended.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  await pingOutside(ctx);
  return evaluation;
}
