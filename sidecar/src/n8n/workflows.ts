import { setTimeout as wait } from "node:timers/promises";
import {
  WorkflowDefinition,
  type CommandPayload,
  type CommandResult,
  type WorkflowSummary,
} from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import { serialQueue } from "../serially";
import type { N8nClient } from "./client";
import { ownerOf, withOwner, withoutMarker, type Owner } from "./ownership";
import { Ignored, N8nWorkflow } from "./schemas";
import type { WorkflowIndex } from "./workflow-index";

type Draft = { name: string; definition: WorkflowDefinition };
type Deployed = CommandResult<"DEPLOY_WORKFLOW">;
type Published = CommandResult<"ACTIVATE_WORKFLOW">;
export type Workflows = ReturnType<typeof workflows>;

const PUBLISH_POLLS = 60;
const PUBLISH_POLL_MS = 250;

/** Workflows of a workspace in n8n. Every id is checked against its owner; another workspace's id is simply not found. */
export function workflows(client: N8nClient, index: WorkflowIndex) {
  const serially = serialQueue();

  const owned = async (workspaceId: string, workflowId: string): Promise<Owner> => {
    const owner = await index.ownerOf(workflowId);
    if (owner?.workspaceId === workspaceId) return owner;
    throw notFound();
  };
  const get = (id: string): Promise<N8nWorkflow> =>
    client.call({ path: `/workflows/${id}?excludePinnedData=true`, schema: N8nWorkflow });

  const forgetIfGone = async (id: string, error: unknown): Promise<never> => {
    if (!isNotFound(error)) throw error;
    await index.drop(id);
    throw notFound();
  };
  const save = async (id: string | null, owner: Owner, { name, definition }: Draft): Promise<Deployed> => {
    const body = { name, ...withOwner(definition, owner) };
    const saved = await (id
      ? client.call({ path: `/workflows/${id}?publishIfActive=false`, method: "PUT", body, schema: N8nWorkflow })
      : client.call({ path: "/workflows", method: "POST", body, schema: N8nWorkflow }));
    await index.put(saved);
    return { workflow_id: saved.id, version_id: saved.versionId, created: id === null };
  };

  const deploy = async (workspaceId: string, { key, ...draft }: CommandPayload<"DEPLOY_WORKFLOW">): Promise<Deployed> =>
    serially(`${workspaceId} ${key}`, async () => {
      const owner = { workspaceId, key };
      const existing = await index.find(owner);
      if (!existing) return save(null, owner, draft);
      try {
        return await save(existing, owner, draft);
      } catch (error) {
        if (!isNotFound(error)) throw error;
        await index.drop(existing); // deleted in n8n behind our back
        return save(null, owner, draft);
      }
    });

  const update = async (
    workspaceId: string,
    { workflow_id: id, ...draft }: CommandPayload<"UPDATE_WORKFLOW">,
  ): Promise<Deployed> => {
    const owner = await owned(workspaceId, id);
    return save(id, owner, draft).catch((error: unknown) => forgetIfGone(id, error));
  };

  const publish = async (workspaceId: string, id: string): Promise<Published> => {
    await owned(workspaceId, id);
    const path = `/workflows/${id}/publish`;
    let workflow = await client
      .call({ path, method: "POST", body: {}, schema: N8nWorkflow })
      .catch((error: unknown) => forgetIfGone(id, error));
    for (let poll = 0; !isPublished(workflow); poll++) {
      if (poll === PUBLISH_POLLS) throw notPublished(workflow.name);
      await wait(PUBLISH_POLL_MS);
      workflow = await get(id);
    }
    return { workflow_id: id, version_id: workflow.versionId, active: true };
  };

  const unpublish = async (workspaceId: string, id: string): Promise<Published> => {
    await owned(workspaceId, id);
    const path = `/workflows/${id}/unpublish`;
    const workflow = await client
      .call({ path, method: "POST", body: {}, schema: N8nWorkflow })
      .catch((error: unknown) => forgetIfGone(id, error));
    return { workflow_id: id, version_id: workflow.versionId, active: workflow.active };
  };

  const remove = async (workspaceId: string, id: string): Promise<{ deleted: boolean }> => {
    const owner = await index.ownerOf(id);
    if (owner?.workspaceId !== workspaceId) return { deleted: false };
    const deleted = await client.call({ path: `/workflows/${id}`, method: "DELETE", schema: Ignored }).then(
      () => true,
      (error: unknown) => {
        if (isNotFound(error)) return false;
        throw error;
      },
    );
    await index.drop(id);
    return { deleted };
  };

  const list = async (workspaceId: string, activeOnly = false): Promise<WorkflowSummary[]> => {
    const all = await client.listAll(
      `/workflows?excludePinnedData=true${activeOnly ? "&active=true" : ""}`,
      N8nWorkflow,
    );
    return all.flatMap((workflow) => {
      const owner = workflow.isArchived ? null : ownerOf(workflow);
      return owner?.workspaceId === workspaceId ? [summary(workflow, owner)] : [];
    });
  };

  const read = async (workspaceId: string, id: string): Promise<CommandResult<"GET_WORKFLOW">> => {
    const owner = await owned(workspaceId, id);
    const workflow = await get(id).catch((error: unknown) => forgetIfGone(id, error));
    const { connections, settings } = workflow;
    const definition = WorkflowDefinition.parse({
      nodes: withoutMarker(workflow.nodes),
      connections,
      settings: settings ?? {},
    });
    return { ...summary(workflow, owner), definition };
  };

  return {
    owned,
    deploy,
    update,
    publish,
    unpublish,
    remove,
    list,
    read,
    idsOf: index.idsOf,
    ownsPath: index.ownsPath,
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
  };
}

function isPublished({ activeVersionId, versionId }: N8nWorkflow): boolean {
  return activeVersionId === versionId;
}

function isNotFound(error: unknown): boolean {
  return error instanceof CommandFailure && error.status === 404;
}

function notFound(): CommandFailure {
  return new CommandFailure("workflow.not_found", "This workspace has no such workflow.", { status: 404 });
}

function notPublished(name: string): CommandFailure {
  const message = `n8n accepted "${name}" but has not published it yet. Try again shortly.`;
  return new CommandFailure("workflow.not_published", message, { status: 503, retryable: true });
}
