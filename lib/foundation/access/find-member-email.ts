import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findEmailOf } from "./store";

/** The address a person joined their workspaces with, the latest one; null for somebody who is a member nowhere. */
export async function findMemberEmail(ctx: SystemCtx, userId: string): Promise<string | null> {
  return withServiceTransaction(ctx, (tx) => findEmailOf(tx, userId));
}
