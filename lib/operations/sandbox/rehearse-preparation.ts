import { findBrand } from "@/lib/company/profile/find-brand";
import { writerFacts } from "@/lib/company/profile/writer-facts";
import type { LeadsToPrepareAnswer } from "@/lib/contracts/engine";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { lockOpenRun } from "./lock-open-run";
import type { RunRef } from "./schemas";
import { toTestLead } from "./to-test-lead";

/** The test person as the only lead without drafts, with the steps that the model writes. */
export async function rehearsePreparation(ctx: WorkspaceCtx, { runId }: RunRef): Promise<LeadsToPrepareAnswer> {
  requirePermission(ctx, "sequence.write");
  // No event: it changes nothing.
  return withTransaction(ctx, async (tx) => {
    const run = await lockOpenRun(tx, { runId, of: ["email_preparation"] });
    // Part of the test that its founder may start, not a look into the sequence by the workflow.
    const inside: TxCtx = { ...tx, actor: { type: "job", job: "sandbox.rehearse_preparation" } };
    const { steps } = await getSequence(inside, { campaignId: run.campaign_id });
    const asked = steps.flatMap(({ mode, instructions }, index) =>
      mode === "model" ? [{ step: index + 1, instructions }] : [],
    );
    if (asked.length === 0) return { leads: [], reasons: [{ code: "lead.none" as const, count: 0 }] };
    const brand = await findBrand(inside);
    const lead = { ...toTestLead(run), research: null, findings: [], extras: {}, steps: asked };
    return { leads: [lead], ...(brand && { company: writerFacts(brand) }), reasons: [] };
  });
}
