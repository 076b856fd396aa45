import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { Finding, SourceState } from "./schemas";
import { selectFindings, selectSources } from "./store";

export type LeadResearch = { findings: Finding[]; sources: SourceState[] };

/** The findings about a lead, and what each source answered the last time; both empty before the first research. */
export async function listFindings(ctx: WorkspaceCtx, { leadId }: { leadId: string }): Promise<LeadResearch> {
  requirePermission(ctx, "leads.read");
  return withReadTransaction(ctx, async (tx) => ({
    findings: (await selectFindings(tx, [leadId])).map(({ lead_id: _leadId, ...finding }) => finding),
    sources: (await selectSources(tx, leadId)).map(({ documents: _read, ...state }) => state),
  }));
}
