import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { listEmails } from "@/lib/outreach/leads/list-emails";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { SuppressionsAdded } from "./events";
import { callSuppress } from "./store-suppressions";

/** Puts the addresses of leads on the suppression list; answers how many are new there. */
export async function suppressLeads(ctx: WorkspaceCtx, { leadIds }: { leadIds: readonly string[] }): Promise<number> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const entries = await listEmails(tx, { leadIds });
    const { added, cancelled } = await callSuppress(tx, { entries, source: "manual", note: null });
    const event = { count: added.length, cancelledDrafts: cancelled, source: "the list of leads" };
    if (added.length > 0) await appendEvent(tx, SuppressionsAdded, event);
    return added.length;
  });
}
