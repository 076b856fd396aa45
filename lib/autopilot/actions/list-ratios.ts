import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { nameRatio, type NamedRatio } from "./name-ratio";

/** Of each kind of action of a company, by its title, how many of those that were judged the checker verified, and that by origin. */
export async function listRatios(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<NamedRatio[]> {
  requirePermission(ctx, "approvals.read");
  const { ratios } = await listReceipts(ctx, { projectId, limit: 1 });
  return ratios.map(nameRatio);
}
