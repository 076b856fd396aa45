import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Brand } from "./schemas";
import { findBrandRow } from "./store-brand";

/** Company and sender as saved; null before the first save. */
export async function findBrand(ctx: WorkspaceCtx): Promise<Brand | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, findBrandRow);
}
