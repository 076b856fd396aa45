import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { AgentJobDetail, ListAgentJobsQuery } from "./schemas";
import { selectJobEvents, selectJobs } from "./store";

type JobPage = { data: AgentJobDetail[]; next_cursor: string | null };

/** The work of a company's agents, the newest first; the steps of what is running now with it. */
export async function listAgentJobs(
  ctx: WorkspaceCtx,
  query: ListAgentJobsQuery & { projectId: string },
): Promise<JobPage> {
  requirePermission(ctx, "tasks.read");
  return withReadTransaction(ctx, async (tx) => {
    const { data, next_cursor } = await selectJobs(tx, query);
    const detailed: AgentJobDetail[] = [];
    for (const job of data)
      detailed.push({ ...job, events: job.state === "running" ? await selectJobEvents(tx, job.id) : [] });
    return { data: detailed, next_cursor };
  });
}
