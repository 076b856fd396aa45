import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { CampaignWorkflowsRemoved } from "./events";
import type { CampaignRef } from "./schemas";
import { getCampaignRow, setCampaignStatus } from "./store";

/** `archived`: the templates that n8n has put away. `removed`: n8n holds none of them any more. */
type PutAway = CampaignRef & ({ archived: readonly string[] } | { removed: true });

/**
 * Keeps what became of an archived campaign's workflows in n8n; once they are removed its row names none, and the ledger says so. A campaign
 * that is not archived is left alone. Repeated, it changes nothing.
 */
export async function recordPutAway(ctx: WorkspaceCtx, { campaignId, ...done }: PutAway): Promise<void> {
  requirePermission(ctx, "campaigns.write");

  await withTransaction(ctx, async (tx) => {
    const campaign = await getCampaignRow(tx, campaignId);
    const { status, workflows, name } = campaign;
    if (status !== "archived" || workflows.length === 0) return;
    if ("removed" in done) {
      await setCampaignStatus(tx, campaign, { status, workflows: [] });
      await appendEvent(tx, CampaignWorkflowsRemoved, { campaignId, name });
      return;
    }
    const isNew = ({ template, state }: (typeof workflows)[number]): boolean =>
      done.archived.includes(template) && state !== "archived";
    if (!workflows.some(isNew)) return;
    const kept = workflows.map((row) => (isNew(row) ? { ...row, state: "archived" as const } : row));
    await setCampaignStatus(tx, campaign, { status, workflows: kept });
  });
}
