import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { callWorkspacesToCheck } from "./store";

/** Workspaces with a sending domain that is due for a check, at most so many. Only for jobs. */
export const listWorkspacesToCheck = (ctx: SystemCtx, limit: number): Promise<string[]> =>
  withServiceTransaction(ctx, (tx) => callWorkspacesToCheck(tx, limit));
