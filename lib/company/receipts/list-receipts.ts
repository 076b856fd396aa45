import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ListReceiptsQuery, Receipt, VerifiedRatio } from "./schemas";
import { selectRatios, selectReceipts } from "./store";

type Page = { data: Receipt[]; next_cursor: string | null; ratios: VerifiedRatio[] };

/** The receipts of a company, newest first, and of each kind of action and each origin how many of those with a verdict were verified. */
export async function listReceipts(ctx: WorkspaceCtx, query: ListReceiptsQuery & { projectId: string }): Promise<Page> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...(await selectReceipts(tx, query)),
    ratios: await selectRatios(tx, query.projectId),
  }));
}
