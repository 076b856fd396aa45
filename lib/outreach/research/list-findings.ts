import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Finding, SourceState } from "./schemas";
import { findAskedAt, selectFindings, selectSources } from "./store";

type LeadResearch = { findings: Finding[]; sources: SourceState[]; asked_at: string | null };

/** The findings about a lead, and what each source answered the last time; both empty before the first research. `asked_at`: it is researched again. */
export async function listFindings(ctx: WorkspaceCtx, { leadId }: { leadId: string }): Promise<LeadResearch> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, async (tx) => ({
    findings: (await selectFindings(tx, [leadId])).map(({ lead_id: _leadId, ...finding }) => finding),
    sources: (await selectSources(tx, leadId)).map(({ documents: _read, ...state }) => state),
    asked_at: await findAskedAt(tx, leadId),
  }));
}
