import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { checkSignature, checkSteps } from "./check-sequence";
import { SequenceSaved } from "./events";
import { getSequence } from "./get-sequence";
import { namesOf } from "./known-variables";
import { requireStepDelays } from "./require-step-delays";
import { requireCampaign } from "./require-campaign";
import type { SavedSequence, SaveSequence } from "./schemas";
import { callSaveSequence } from "./store-steps";
import { unsubscribeUrl } from "./unsubscribe-url";

/**
 * Replaces the sequence of a campaign, if it is still the one that was read; 409 `sequence.stale` with the current `sequence` otherwise.
 * Emails that wait follow in the same commit: exact texts are replaced, a model writes again where its instructions changed, an edit by
 * hand stays, and each approval of another text is void. Sent emails stay. 400 with a sentence for an unknown variable, a hole, a
 * missing text or a delay that is too short.
 */
export async function saveSequence(
  ctx: WorkspaceCtx,
  { campaignId, revision, steps, signature: given }: { campaignId: string } & SaveSequence,
): Promise<SavedSequence> {
  requirePermission(ctx, "campaigns.write");
  const delays = steps.map(({ delay_days }) => delay_days);
  await requireStepDelays(ctx, delays, (index) => `steps.${index}.delay_days`);

  return withTransaction(ctx, async (tx) => {
    const { name } = await requireCampaign(tx, campaignId);
    const current = await getSequence(tx, { campaignId });
    const signature = given ?? current.signature;
    const saved = await callSaveSequence(tx, {
      campaignId,
      revision,
      steps: checkSteps(steps, namesOf(current.variables)),
      delays,
      signature,
      signatureParts: checkSignature(signature),
      updatedBy: actorId(tx.actor) ?? tx.actor.type,
      unsubscribeUrl: unsubscribeUrl(),
    });
    if (!saved) {
      throw new AppError(
        "conflict",
        "The sequence was changed since you opened it. Look at the current one, then save again.",
        { code: "sequence.stale", details: { revision: current.revision, sequence: current } },
      );
    }
    const { voided, rewritten } = saved;
    await appendEvent(tx, SequenceSaved, { campaignId, name, emails: steps.length, voided, rewritten });
    return { ...(await getSequence(tx, { campaignId })), voided_approvals: voided, rewritten };
  });
}
