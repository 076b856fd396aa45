import { doRun } from "@/lib/autopilot/recurring/do-run";
import { findRunCompany } from "@/lib/autopilot/recurring/find-run-company";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { workInContext } from "./work-in-context";

/** Does one run of a recurring task where the company's work runs; nothing for a run that is gone. */
export async function runInContext(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { runId }: { runId: string },
): Promise<void> {
  requirePermission(ctx, "recurring.write");
  const projectId = await findRunCompany(ctx, { runId });
  if (projectId === null) return;
  await workInContext(ctx, { projectId, kind: "run", subjectId: runId, version: null }, () => doRun(ctx, { runId }));
}
