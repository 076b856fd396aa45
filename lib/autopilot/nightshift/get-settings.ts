import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { settingsOf } from "./mode-of";
import type { Settings } from "./schemas";
import { countDecisions } from "./store-recommendations";
import { countNights } from "./store-runs";
import { findSettings } from "./store-settings";

/** When the night shift of a company reports, and the mode that its next night runs in. */
export async function getSettings(ctx: WorkspaceCtx, { projectId }: { projectId: string }): Promise<Settings> {
  requirePermission(ctx, "nightshift.read");
  return withReadTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const { nights } = await countNights(tx, projectId);
    const { decided } = await countDecisions(tx, projectId);
    return settingsOf(await findSettings(tx, projectId), { nights, decided });
  });
}
