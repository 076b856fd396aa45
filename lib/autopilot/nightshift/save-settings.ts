import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { getProject } from "@/lib/company/projects/get-project";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { NightshiftSettingsSaved } from "./events";
import { getSettings } from "./get-settings";
import type { SaveSettings, Settings } from "./schemas";
import { findSettings, upsertSettings } from "./store-settings";

/** Changes the settings that are named; the others stay. */
export async function saveSettings(
  ctx: WorkspaceCtx,
  { projectId, ...wanted }: SaveSettings & { projectId: string },
): Promise<Settings> {
  requirePermission(ctx, "nightshift.write");
  return withTransaction(ctx, async (tx) => {
    await getProject(tx, { projectId });
    const stored = await findSettings(tx, projectId);
    const next = {
      mode: wanted.mode === undefined ? (stored?.mode ?? null) : wanted.mode,
      hour: wanted.hour ?? stored?.hour ?? "07:30",
      cadence: wanted.cadence ?? stored?.cadence ?? ("daily" as const),
    };
    await upsertSettings(tx, projectId, next);
    await appendEvent(tx, NightshiftSettingsSaved, next, { projectId });
    return getSettings(tx, { projectId });
  });
}
