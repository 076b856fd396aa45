import { recordServiceAudit } from "@/lib/foundation/audit/record-audit";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import type { AdminCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { LATE_SECONDS } from "./judge-fleet";
import type { DecideInstance, Instance, InstanceRef } from "./schemas";
import { getInstanceRow, insertBeat, releaseInstance, setSkipRemediation } from "./store-instances";
import { dropHistory } from "./store-remedies";

/**
 * An administrator's decision about one machine, in the audit log: whether it is repaired at all, and the end of its quarantine, with which
 * its repairs begin anew and it has 90 s to report. 404 `instance.not_found`; 409 `instance.not_quarantined`.
 */
export async function decideInstance(
  ctx: AdminCtx,
  { instanceId, skip_remediation, quarantined, reason }: InstanceRef & DecideInstance,
): Promise<Instance> {
  requireAdmin(ctx);
  return withServiceTransaction(ctx, async (tx) => {
    const before = await getInstanceRow(tx, instanceId, { hold: true });
    if (skip_remediation !== undefined) await setSkipRemediation(tx, instanceId, skip_remediation);
    if (quarantined === false) {
      if (before.state !== "quarantined") throw notQuarantined(before.name);
      await releaseInstance(tx, instanceId, new Date(tx.now().getTime() + LATE_SECONDS * 1000));
      await dropHistory(tx, instanceId);
      const life = { instanceId, state: "ready", previous_state: "quarantined" } as const;
      await insertBeat(tx, { ...life, reason: `An administrator ended the quarantine: ${reason}`.slice(0, 200) });
    }
    const after = await getInstanceRow(tx, instanceId);
    const decided = ({ state, skip_remediation: skips }: Instance) => ({ state, skip_remediation: skips });
    await recordServiceAudit(tx, {
      action: "instance.decided",
      actor: { type: "admin", id: ctx.user.userId },
      workspaceId: null,
      target: { type: "instance", id: instanceId },
      reason,
      before: decided(before),
      after: decided(after),
    });
    return after;
  });
}

const notQuarantined = (name: string): AppError =>
  new AppError("conflict", `${name} is not in quarantine.`, { code: "instance.not_quarantined" });
