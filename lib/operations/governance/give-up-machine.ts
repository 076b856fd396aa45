import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import { endLostLaunch } from "@/lib/operations/ignition/end-lost-launch";
import { getLostMachine } from "@/lib/operations/machines/get-lost-machine";
import { orderTermination } from "@/lib/operations/machines/order-termination";
import type { AdminCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { actInWorkspace } from "./act-in-workspace";
import type { GiveUpMachine, MachineRef } from "./schemas";

/**
 * An administrator gives up a machine that its vendor has lost: its company's launch has ended, so that it can be launched again on another
 * machine, and a job makes sure that the vendor has none of it. In the audit log. Cut off in between, it can be asked for again. 404
 * `machine.not_found`; 409 `machine.not_lost`.
 */
export async function giveUpMachine(
  ctx: AdminCtx,
  { machineId, reason }: MachineRef & GiveUpMachine,
): Promise<{ success: true }> {
  requireAdmin(ctx);
  // No permission: an administrator needs none of the workspace's own.
  // No event: endLostLaunch appends it, in the same transaction.
  const { requestId, db, now } = ctx;
  const { name, workspace_id } = await getLostMachine({ requestId, db, now }, { machineId });
  await withTransaction(actInWorkspace(ctx, workspace_id), async (tx) => {
    await endLostLaunch({ ...tx, actor: { type: "job", job: "governance" } }, { machine: name });
    await recordAudit(tx, {
      action: "machine.given_up",
      target: { type: "machine", id: name },
      reason,
      before: { state: "lost" },
      after: { state: "terminating" },
    });
  });
  await orderTermination({ requestId, db, now }, { machineId });
  return { success: true };
}
