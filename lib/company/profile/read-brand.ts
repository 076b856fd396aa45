import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { RevisedBrand } from "./schemas";
import { findBrandRow } from "./store-brand";

/** Company and sender as saved, with the revision that a save over them names; null and 0 before the first save. */
export async function readBrand(ctx: WorkspaceCtx): Promise<RevisedBrand> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findBrandRow);
}
