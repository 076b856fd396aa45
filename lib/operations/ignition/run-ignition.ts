import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { runSaga } from "@/lib/platform/saga/run-saga";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { IgnitionJournal } from "./journal";
import { IGNITION_PLAN } from "./plan";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Drives a launch from where it stands to `active`, or undoes it in reverse to `failed` or `cancelled`. Done steps are skipped; killed
 * at any point, the next run goes on from the last saved step. An attempt that is not the current one does nothing.
 */
export async function runIgnition(ctx: JobCtx, { attempt }: { attempt: number }): Promise<void> {
  requirePermission(ctx, "ignition.launch");
  const saga = { name: "ignition", plan: IGNITION_PLAN };
  await runSaga({ saga, ctx, journal: new IgnitionJournal(ctx, attempt) });
}
