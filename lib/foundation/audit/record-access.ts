import type { z } from "zod";
import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { RecordAccess } from "./jobs";
import { recordServiceAudit } from "./record-audit";

/** Writes one access into the audit log; a repeated job writes it once. */
export async function recordAccess(ctx: SystemCtx, access: z.infer<typeof RecordAccess.payload>): Promise<void> {
  const { entryId, action, actorType, actorId, accessedWorkspaceId, address, requestId, method, path, at } = access;
  const inRequest: SystemCtx = { ...ctx, requestId, ...(address !== null && { address }) };
  await withServiceTransaction(inRequest, async (tx) => {
    await recordServiceAudit(tx, {
      entryId,
      action,
      actor: { type: actorType, id: actorId },
      workspaceId: accessedWorkspaceId,
      after: { method, path, at },
    });
  });
}
