import type { UserCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { FreezeNotice } from "./schemas";
import { findNotice } from "./store-workspaces";

/** The notice for a member of a frozen company. Null for anybody else, and when it is not frozen: the two look the same. */
export async function findFreezeNotice(ctx: UserCtx, projectId: string): Promise<FreezeNotice | null> {
  return withServiceTransaction(ctx, (tx) => findNotice(tx, projectId, ctx.user.userId));
}
