import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { LeadsTagged } from "./events";
import { changeTag } from "./store-lead";

type Input = { leadIds: readonly string[]; tag: string; added: boolean };

/** Gives leads a tag or takes it from them; answers how many changed. */
export async function tagLeads(ctx: WorkspaceCtx, { leadIds, tag, added }: Input): Promise<number> {
  requirePermission(ctx, "leads.write");

  return withTransaction(ctx, async (tx) => {
    const count = await changeTag(tx, leadIds, added ? { add: tag } : { remove: tag });
    if (count > 0) await appendEvent(tx, LeadsTagged, { tag, added, count });
    return count;
  });
}
