import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { listEmails } from "@/lib/outreach/leads/list-emails";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { SuppressionsRemoved } from "./events";
import { callUnsuppress } from "./store-suppressions";

/** Takes the addresses of leads off the suppression list where a founder put them on it; answers how many. */
export async function unsuppressLeads(ctx: WorkspaceCtx, { leadIds }: { leadIds: readonly string[] }): Promise<number> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const removed = await callUnsuppress(tx, { entries: await listEmails(tx, { leadIds }), batchId: null });
    if (removed > 0) await appendEvent(tx, SuppressionsRemoved, { count: removed });
    return removed;
  });
}
