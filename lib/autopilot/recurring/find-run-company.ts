import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findRun } from "./store-runs";

/** The company that a run belongs to; null when there is no such run here. */
export async function findRunCompany(ctx: WorkspaceCtx, { runId }: { runId: string }): Promise<string | null> {
  requirePermission(ctx, "recurring.read");
  return (await withReadTransaction(ctx, (tx) => findRun(tx, runId)))?.project_id ?? null;
}
