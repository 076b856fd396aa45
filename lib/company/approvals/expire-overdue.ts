import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { expireApproval } from "./expire-approval";
import { requireApproval } from "./require-approval";
import { selectOverdue } from "./store";

const ENDED = new Set(["pending", "revised", "queued"]);

/** Ends the proposals of the workspace that were not decided, or not carried out, by their deadline. Safe to repeat. */
export async function expireOverdue(ctx: WorkspaceCtx): Promise<void> {
  requirePermission(ctx, "approvals.write");
  // No event: each expiry is one.
  await withTransaction(ctx, async (tx) => {
    for (const id of await selectOverdue(tx)) {
      const approval = await requireApproval(tx, id, { lock: true });
      const due = approval.state === "queued" ? approval.execute_by : approval.expires_at;
      if (ENDED.has(approval.state) && Date.parse(due) <= tx.now().getTime()) await expireApproval(tx, approval);
    }
  });
}
