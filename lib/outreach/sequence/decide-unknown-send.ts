import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { DecideUnknownSend } from "./schemas";
import { settleUnknownSend } from "./settle-unknown-send";

/** A founder's word on a mail whose outcome is unknown: `sent` counts it, `not_sent` makes it due again. Decided once; then 404. */
export async function decideUnknownSend(
  ctx: WorkspaceCtx,
  { claim_id, outcome }: DecideUnknownSend,
): Promise<{ claim_id: string; status: string }> {
  requirePermission(ctx, "email.write");

  // No event: settleUnknownSend writes it, for founders and for the mailbox alike.
  return withTransaction(ctx, async (tx) => {
    const settled = await settleUnknownSend(tx, { claimId: claim_id, outcome, decidedBy: "founder" });
    if (settled) return { claim_id, ...settled };
    throw new AppError(
      "not_found",
      "No mail with this claim waits for a decision. Reload the list; it may be decided already.",
      {
        code: "unknown_send.not_found",
      },
    );
  });
}
