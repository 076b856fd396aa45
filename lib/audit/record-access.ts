import type { z } from "zod";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { RecordAccess } from "./jobs";
import { recordServiceAudit } from "./record-audit";
import { isRecorded } from "./store";

/** Writes one access into the audit log; a repeated job writes it once. */
export async function recordAccess(ctx: SystemCtx, access: z.infer<typeof RecordAccess.payload>): Promise<void> {
  const { action, actorType, actorId, accessedWorkspaceId, address, requestId, method, path, at } = access;
  const inRequest: SystemCtx = { ...ctx, requestId, ...(address !== null && { address }) };
  await withServiceTransaction(inRequest, async (tx) => {
    if (await isRecorded(tx, { action })) return;
    await recordServiceAudit(tx, {
      action,
      actor: { type: actorType, id: actorId },
      workspaceId: accessedWorkspaceId,
      after: { method, path, at },
    });
  });
}
