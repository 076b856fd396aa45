import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { knownVariables } from "./known-variables";
import { requireCampaign } from "./require-campaign";
import type { Sequence, SequenceStep, VariantResult } from "./schemas";
import { callSequence, callVariantResults, type SequenceRow } from "./store-steps";

/** Fewer emails say nothing about which text is better. */
const ENOUGH_SENT = 200;

/** The emails of a campaign as they are set up, the variables that they may name, and the results of each text. 404 `campaign.not_found`. */
export async function getSequence(ctx: WorkspaceCtx, { campaignId }: { campaignId: string }): Promise<Sequence> {
  requirePermission(ctx, "campaigns.read");
  return withReadTransaction(ctx, async (tx) => {
    await requireCampaign(tx, campaignId);
    const row = await callSequence(tx, campaignId);
    if (!row) throw new Error(`campaign ${campaignId} has no sequence`);
    const { revision, signature, updated_by, updated_at } = row;
    return {
      campaign_id: campaignId,
      revision,
      steps: stepsOf(row),
      signature,
      variables: await knownVariables(tx),
      results: (await callVariantResults(tx, campaignId)).map(judged),
      updated_by,
      updated_at,
    };
  });
}

/** The steps as a founder edits them. */
export function stepsOf({ steps, delays }: Pick<SequenceRow, "steps" | "delays">): SequenceStep[] {
  return steps.map(({ mode, same_thread, texts }, index) => {
    const [first, ...variants] = texts.map(({ instructions, subject, body }) => ({ instructions, subject, body }));
    return {
      mode,
      delay_days: delays[index] ?? 0,
      same_thread,
      ...(first ?? { instructions: "", subject: "", body: "" }),
      variants,
    };
  });
}

const judged = (result: Omit<VariantResult, "reply_percent">): VariantResult => ({
  ...result,
  reply_percent: result.sent < ENOUGH_SENT ? null : Math.round((1_000 * result.replied) / result.sent) / 10,
});
