import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import type { CampaignRef } from "@/lib/outreach/campaigns/schemas";
import { SequenceTestSent } from "@/lib/outreach/sequence/events";
import { previewSequence } from "@/lib/outreach/sequence/preview-sequence";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { deliverTest } from "./deliver-test";
import { requireOwnAddress } from "./require-own-address";
import type { TestSequence } from "./schemas";

/**
 * Sends one email of a sequence, saved or not, as a lead would get it, to the caller's own address as {@link deliverTest} says. 422
 * `sequence.not_written` for an email that a model writes later; else refused as the preview is.
 */
export async function testSequence(
  ctx: WorkspaceCtx,
  { to, ...preview }: CampaignRef & TestSequence,
): Promise<{ to: string }> {
  requirePermission(ctx, "drafts.write");
  const own = await requireOwnAddress(ctx, to);
  const email = await previewSequence(ctx, preview);
  if (!email.written) {
    throw new AppError("impossible", "The model writes this email for each lead. Send yourself a test of a draft.", {
      code: "sequence.not_written",
    });
  }
  await deliverTest(ctx, { to: own, email });
  const { campaignId, step } = preview;
  await withTransaction(ctx, (tx) =>
    appendEvent(tx, SequenceTestSent, { campaignId, step, recipient: maskAddress(own) }),
  );
  return { to: own };
}
