import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Pacing } from "./schemas";
import { callPacingNow } from "./store-pacing";

/** How fast the sending account may go, and what keeps it from sending now. */
export async function getPacing(ctx: WorkspaceCtx): Promise<Pacing> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, callPacingNow);
}
