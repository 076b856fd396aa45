import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Infrastructure } from "./schemas";
import { findInfrastructureRow } from "./store-infrastructure";

/** Time zone, sending window, daily limit and machine as saved; null before the first save. */
export async function findInfrastructure(ctx: WorkspaceCtx): Promise<Infrastructure | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findInfrastructureRow);
}
