import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Approval, ListApprovalsQuery } from "./schemas";
import { countOpen, selectApprovals } from "./store";

type Page = { data: Approval[]; next_cursor: string | null; counts: { needs_you: number; queued: number } };

/** The proposals of a company, newest first, and how many wait for somebody or are under way. */
export async function listApprovals(
  ctx: WorkspaceCtx,
  query: ListApprovalsQuery & { projectId: string },
): Promise<Page> {
  requirePermission(ctx, "approvals.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...(await selectApprovals(tx, query)),
    counts: await countOpen(tx, query.projectId),
  }));
}
