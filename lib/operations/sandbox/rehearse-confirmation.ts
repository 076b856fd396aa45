import type { ConfirmAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { lockRehearsedClaim, type RehearsedClaim } from "./lock-rehearsed-claim";

/** The test email may be handed over while its run is under way. */
export async function rehearseConfirmation(ctx: WorkspaceCtx, ref: RehearsedClaim): Promise<ConfirmAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: it changes nothing.
  await withTransaction(ctx, (tx) => lockRehearsedClaim(tx, ref));
  return { claim_id: ref.claimId, confirmed_at: ctx.now().toISOString() };
}
