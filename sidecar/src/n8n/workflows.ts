import { WorkflowDefinition, type CommandResult, type WorkflowSummary } from "@/lib/contracts/sidecar";
import type { N8nClient } from "./client";
import { duplicates } from "./duplicates";
import { ownedWorkflows } from "./owned-workflows";
import { ownerOf, withoutMarker, type Owner } from "./ownership";
import { N8nWorkflow } from "./schemas";
import { workflowDrafts } from "./workflow-drafts";
import type { WorkflowIndex } from "./workflow-index";
import { workflowPublication } from "./workflow-publication";

export type Workflows = ReturnType<typeof workflows>;

/** Workflows of a workspace in n8n. Every id is checked against its owner; another workspace's id is simply not found. */
export function workflows(client: N8nClient, index: WorkflowIndex) {
  const base = ownedWorkflows(client, index);
  const settled = { ...base, duplicates: duplicates(base) };

  const remove = async (workspaceId: string, id: string): Promise<{ deleted: boolean }> => {
    const owner = await index.ownerOf(id);
    return { deleted: owner?.workspaceId === workspaceId && (await base.remove(id)) };
  };

  const list = async (workspaceId: string, activeOnly = false): Promise<WorkflowSummary[]> => {
    const path = `/workflows?excludePinnedData=true${activeOnly ? "&active=true" : ""}`;
    const all = await client.listAll(path, N8nWorkflow);
    return all.flatMap((workflow) => {
      const owner = workflow.isArchived ? null : ownerOf(workflow);
      return owner?.workspaceId === workspaceId ? [summary(workflow, owner)] : [];
    });
  };

  const read = async (workspaceId: string, id: string): Promise<CommandResult<"GET_WORKFLOW">> => {
    const owner = await base.owned(workspaceId, id);
    const workflow = await base.get(id).catch((error: unknown) => base.forgetIfGone(id, error));
    const { connections, settings } = workflow;
    const nodes = withoutMarker(workflow.nodes);
    const definition = WorkflowDefinition.parse({ nodes, connections, settings: settings ?? {} });
    return { ...summary(workflow, owner), definition };
  };

  const { owned } = base;
  const { idsOf, ownsPath } = index;
  return { owned, idsOf, ownsPath, remove, list, read, ...workflowDrafts(settled), ...workflowPublication(settled) };
}

function summary(workflow: N8nWorkflow, { key }: Owner): WorkflowSummary {
  const { id, name, active, versionId, activeVersionId, updatedAt } = workflow;
  return {
    workflow_id: id,
    key,
    name,
    active,
    version_id: versionId,
    active_version_id: activeVersionId,
    updated_at: updatedAt,
  };
}
