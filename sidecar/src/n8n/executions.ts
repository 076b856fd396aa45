import { z } from "zod";
import type { CommandPayload, CommandResult } from "@/lib/contracts/sidecar";
import type { N8nClient } from "./client";
import type { Halt } from "./halt";
import { N8nExecution } from "./schemas";
import type { Workflows } from "./workflows";

type Listed = CommandResult<"LIST_EXECUTIONS">["executions"];

/** Executions of a workspace's workflows, asked for workflow by workflow, so that another workspace's are never seen or stopped. */
export function executions(client: N8nClient, workflows: Workflows, { stopOne }: Halt) {
  const idsFor = async (workspaceId: string, workflowId?: string): Promise<string[]> => {
    if (!workflowId) return workflows.idsOf(workspaceId);
    await workflows.owned(workspaceId, workflowId);
    return [workflowId];
  };

  const list = async (
    workspaceId: string,
    { workflow_id, status, limit }: CommandPayload<"LIST_EXECUTIONS">,
  ): Promise<Listed> => {
    const found: Listed = [];
    for (const workflowId of await idsFor(workspaceId, workflow_id)) {
      const query = new URLSearchParams({ workflowId, limit: String(limit), ...(status ? { status } : {}) });
      const { data } = await client.call({
        path: `/executions?${query}`,
        schema: z.object({ data: z.array(N8nExecution) }),
      });
      found.push(...data.map(toExecution));
    }
    return found.sort((a, b) => (b.started_at ?? "").localeCompare(a.started_at ?? "")).slice(0, limit);
  };

  const stop = async (workspaceId: string, workflowId: string): Promise<number> => {
    await workflows.owned(workspaceId, workflowId);
    return stopOne(workflowId);
  };
  return { list, stop };
}

function toExecution({
  id,
  workflowId,
  status,
  mode,
  startedAt,
  stoppedAt,
}: z.infer<typeof N8nExecution>): Listed[number] {
  return {
    execution_id: id,
    workflow_id: workflowId,
    status,
    mode,
    started_at: startedAt ?? null,
    stopped_at: stoppedAt ?? null,
  };
}
