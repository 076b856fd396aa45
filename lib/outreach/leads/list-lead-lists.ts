import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { LeadList } from "./schemas";
import { selectLists, selectTags } from "./store-lead";

/** The newest 100 lists, each import one of them, and the tags in use: the groups of people that a filter or a campaign can name. */
export async function listLeadLists(
  ctx: WorkspaceCtx,
): Promise<{ data: LeadList[]; tags: string[]; next_cursor: null }> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, async (tx) => ({
    data: await selectLists(tx),
    tags: await selectTags(tx),
    next_cursor: null,
  }));
}
