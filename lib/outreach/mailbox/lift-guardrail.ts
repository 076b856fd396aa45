import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { GuardrailLifted } from "./events";
import type { Pacing } from "./schemas";
import { callPacingNow, upsertPacing } from "./store-pacing";

/**
 * Lets the account send again after a guardrail stopped it; what happened until now is not counted again. A decision of a person, recorded
 * in the ledger, never of an API key or a job. Without a guardrail it changes nothing. Campaigns that were paused are resumed one by one.
 */
export async function liftGuardrail(ctx: WorkspaceCtx): Promise<Pacing> {
  requirePermission(ctx, "campaigns.write");
  requirePermission(ctx, "drafts.write");

  return withTransaction(ctx, async (tx) => {
    const { guardrail } = await callPacingNow(tx);
    if (guardrail !== null) {
      await upsertPacing(tx, { guardrail: null, guardrail_at: null, counted_since: tx.now().toISOString() });
      await appendEvent(tx, GuardrailLifted, { guardrail });
    }
    return callPacingNow(tx);
  });
}
