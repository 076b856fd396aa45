import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectLastDomain } from "./store";

/** The domain that was checked last; null before the first check. */
export async function findLastDomain(ctx: WorkspaceCtx): Promise<string | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, selectLastDomain);
}
