import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { ActionRule } from "./schemas";
import { deleteRule, putRule } from "./store-rules";

type Kept = { id: string; projectId: string; rule: ActionRule | null };

/** Checks every action of the company against this rule from now on; without a rule it is checked no more. */
export async function keepRule(ctx: WorkspaceCtx, { id, projectId, rule }: Kept): Promise<void> {
  requirePermission(ctx, "memory.write");
  // No event: the line of the memory that holds the words is the fact.
  await withTransaction(ctx, (tx) => (rule === null ? deleteRule(tx, id) : putRule(tx, { id, projectId, rule })));
}
