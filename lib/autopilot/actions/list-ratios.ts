import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { ACTIONS } from "./registry";

type Ratio = { action: string; verified: number; judged: number };

/** Of each kind of action of a company, by its title, how many of those that were judged the checker verified. */
export async function listRatios(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Ratio[]> {
  requirePermission(ctx, "approvals.read");
  const { ratios } = await listReceipts(ctx, { projectId, limit: 1 });
  const titles = new Map(ACTIONS.map(({ kind, title }) => [kind, title]));
  return ratios.map(({ action_type: kind, ...ratio }) => ({ action: titles.get(kind) ?? kind, ...ratio }));
}
