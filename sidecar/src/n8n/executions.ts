import { z } from "zod";
import type { CommandPayload, CommandResult } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import type { N8nClient } from "./client";
import type { Halt } from "./halt";
import { N8nRun, toRun } from "./execution-data";
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
  const read = async (
    workspaceId: string,
    { workflow_id, execution_id }: CommandPayload<"READ_EXECUTION">,
  ): Promise<CommandResult<"READ_EXECUTION">> => {
    await workflows.owned(workspaceId, workflow_id);
    const execution = await client.call({ path: `/executions/${execution_id}?includeData=true`, schema: N8nRun });
    if (execution.workflowId !== workflow_id)
      throw new CommandFailure("workflow.not_found", "This workflow has no such execution.", { status: 404 });
    return toRun(execution);
  };
  return { list, stop, read };
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
