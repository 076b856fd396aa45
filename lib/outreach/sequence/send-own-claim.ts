import type { ClaimRef } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sendClaim } from "./send-claim";

const GONE: ReadonlySet<string> = new Set([
  "claim.withdrawn",
  "claim.under_way",
  "claim.not_found",
  "mailbox.not_found",
]);

/** Sends a claimed email as {@link sendClaim} does. One that must not be sent any more, or was sent before, is left alone. */
export async function sendOwnClaim(ctx: WorkspaceCtx, { claimId }: ClaimRef): Promise<void> {
  requirePermission(ctx, "sequence.write");
  try {
    await sendClaim(ctx, { claimId });
  } catch (error) {
    if (!(error instanceof AppError) || !GONE.has(error.code)) throw error;
  }
}
