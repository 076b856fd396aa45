import type { SystemCtx } from "@/lib/platform/ctx";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { findProjectWorkspace } from "./store";

/** Which workspace a project lives in; null if there is none. Says nothing about who may enter. */
export async function locateProject(ctx: SystemCtx, projectId: string): Promise<string | null> {
  return withServiceTransaction(ctx, (tx) => findProjectWorkspace(tx, projectId));
}
