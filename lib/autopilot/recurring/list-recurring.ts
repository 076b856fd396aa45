import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { withWords } from "./schedule-words";
import type { Recurring } from "./schemas";
import { selectRecurring } from "./store";

/** The recurring tasks of a company, in the order in which they were added. */
export async function listRecurring(
  ctx: WorkspaceCtx,
  { projectId }: { projectId: string },
): Promise<{ data: Recurring[]; next_cursor: null }> {
  requirePermission(ctx, "recurring.read");
  const tasks = await withReadTransaction(ctx, (tx) => selectRecurring(tx, projectId));
  return { data: tasks.map(withWords), next_cursor: null };
}
