import type { UserCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { CompanyDeletion } from "./schemas";
import { selectDeletionsOf } from "./store";

/** The companies that this person deleted: those still being erased, and those done within the last day; at most 20. */
export async function listDeletions(ctx: UserCtx): Promise<CompanyDeletion[]> {
  return withServiceTransaction(ctx, (tx) => selectDeletionsOf(tx, ctx.user.userId));
}
