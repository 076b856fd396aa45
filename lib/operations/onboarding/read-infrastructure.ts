import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { RevisedInfrastructure } from "./schemas";
import { findInfrastructureRow } from "./store-infrastructure";

/** When and how much the workspace mails, with the revision that a save over it names; null and 0 before the first save. */
export async function readInfrastructure(ctx: WorkspaceCtx): Promise<RevisedInfrastructure> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findInfrastructureRow);
}
