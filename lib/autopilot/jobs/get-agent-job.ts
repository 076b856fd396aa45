import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requireJob } from "./require-job";
import type { AgentJobDetail, AgentJobRef } from "./schemas";
import { selectJobEvents } from "./store";

/** The work of an agent with its steps; 404 `job.not_found`. */
export async function getAgentJob(ctx: WorkspaceCtx, of: AgentJobRef & { projectId: string }): Promise<AgentJobDetail> {
  requirePermission(ctx, "tasks.read");
  return withReadTransaction(ctx, async (tx) => ({
    ...(await requireJob(tx, of)),
    events: await selectJobEvents(tx, of.jobId),
  }));
}
