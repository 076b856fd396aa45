import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { AddressesConfirmed } from "./events";
import { confirmAddresses } from "./store-lead";

/** Lets addresses be emailed that were held for a look; answers how many were held. */
export async function confirmLeads(ctx: WorkspaceCtx, { leadIds }: { leadIds: readonly string[] }): Promise<number> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    const count = await confirmAddresses(tx, leadIds);
    if (count > 0) await appendEvent(tx, AddressesConfirmed, { count });
    return count;
  });
}
