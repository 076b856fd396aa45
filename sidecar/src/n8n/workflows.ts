import {
  WorkflowDefinition,
  type CommandPayload,
  type CommandResult,
  type WorkflowSummary,
} from "@/lib/contracts/sidecar";
import type { N8nClient } from "./client";
import { contentHash } from "./content-hash";
import { duplicates } from "./duplicates";
import { ownedWorkflows } from "./owned-workflows";
import { ownerOf, withoutMarker, type Owner } from "./ownership";
import { Ignored, type N8nWorkflow } from "./schemas";
import { workflowDrafts } from "./workflow-drafts";
import type { WorkflowIndex } from "./workflow-index";
import { workflowPublication } from "./workflow-publication";

export type Workflows = ReturnType<typeof workflows>;

/** Workflows of a workspace in n8n. Every id is checked against its owner; another workspace's id is simply not found. */
export function workflows(client: N8nClient, index: WorkflowIndex) {
  const base = ownedWorkflows(client, index);
  const settled = { ...base, duplicates: duplicates(base) };

  const remove = async (workspaceId: string, id: string): Promise<{ deleted: boolean }> => {
    const owner = await base.ownerOf(id);
    return { deleted: owner?.workspaceId === workspaceId && (await base.remove(id)) };
  };

  const list = async (
    workspaceId: string,
    { known_ids, survey }: CommandPayload<"LIST_WORKFLOWS">,
  ): Promise<CommandResult<"LIST_WORKFLOWS">> => {
    const found = survey
      ? await index.survey()
      : await base.getMany([...(await index.idsOf(workspaceId)), ...known_ids]);
    const workflows = found.flatMap((workflow) => {
      const owner = ownerOf(workflow);
      if (owner?.workspaceId === workspaceId) return [summary(workflow, owner)];
      // Its note was removed by hand; the row that names it proves whose it is.
      return !owner && known_ids.includes(workflow.id) ? [summary(workflow, { workspaceId, key: "" })] : [];
    });
    const strangers = found.flatMap((workflow) => {
      const { id: workflow_id, name, active, isArchived } = workflow;
      const isStrange = survey && !isArchived && !ownerOf(workflow) && !known_ids.includes(workflow_id);
      return isStrange ? [{ workflow_id, name, active }] : [];
    });
    return { workflows, strangers };
  };

  const read = async (workspaceId: string, id: string): Promise<CommandResult<"GET_WORKFLOW">> => {
    const owner = await base.owned(workspaceId, id);
    const workflow = await base.get(id).catch((error: unknown) => base.forgetIfGone(id, error));
    const { connections, settings } = workflow;
    const nodes = withoutMarker(workflow.nodes);
    const definition = WorkflowDefinition.parse({ nodes, connections, settings: settings ?? {} });
    return { ...summary(workflow, owner), definition };
  };

  /** Throws unless n8n takes the sidecar's key. */
  const proveKey = async (): Promise<void> => {
    await client.call({ path: "/workflows?limit=1&excludePinnedData=true", schema: Ignored });
  };

  const { owned } = base;
  const { idsOf, ownsPath } = index;
  return {
    owned,
    idsOf,
    ownsPath,
    proveKey,
    remove,
    list,
    read,
    ...workflowDrafts(settled),
    ...workflowPublication(settled),
  };
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
    archived: workflow.isArchived,
    content_hash: contentHash(workflow),
  };
}
