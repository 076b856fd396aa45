import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { failDeployment } from "@/lib/outreach/campaigns/fail-deployment";
import { listCampaigns } from "@/lib/outreach/campaigns/list-campaigns";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { MachineGivenUp } from "./events";
import { endIgnition } from "./store";

const REASON = "The machine that ran its workflows is lost. Launch the company again, then activate the campaign.";
const MOST = 200;

/**
 * The launch of a workspace whose machine is lost has ended: it can be launched again, and each campaign that sent says why it does not.
 * Nothing asks the machine. Repeated, it changes nothing.
 */
export async function endLostLaunch(ctx: WorkspaceCtx, { machine }: { machine: string }): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  await withTransaction(ctx, async (tx) => {
    if (!(await endIgnition(tx))) return;
    const { data } = await listCampaigns(tx, { limit: MOST });
    for (const { id } of data) await failDeployment(tx, { campaignId: id, reason: REASON }, ["deploying", "active"]);
    await appendEvent(tx, MachineGivenUp, { machine });
  });
}
