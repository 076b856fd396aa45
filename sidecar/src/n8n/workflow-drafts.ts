import type { CommandPayload, CommandResult, WorkflowDefinition } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import { serialQueue } from "../serially";
import { contentHash } from "./content-hash";
import type { Duplicates } from "./duplicates";
import { isNotFound, type OwnedWorkflows } from "./owned-workflows";
import { ownerOf, withOwner, type Owner } from "./ownership";
import { N8nWorkflow } from "./schemas";

type Draft = { name: string; definition: WorkflowDefinition };
type Deployed = CommandResult<"DEPLOY_WORKFLOW">;

/** Writes drafts: one workflow per key, created or changed; what is published stays as it is until asked to publish. */
export function workflowDrafts({
  client,
  index,
  owned,
  getMany,
  forgetIfGone,
  duplicates,
}: OwnedWorkflows & { duplicates: Duplicates }) {
  const serially = serialQueue();

  const save = async (id: string | null, owner: Owner, { name, definition }: Draft): Promise<Deployed> => {
    const body = { name, ...withOwner(definition, owner) };
    const saved = await (id
      ? client.call({ path: `/workflows/${id}?publishIfActive=false`, method: "PUT", body, schema: N8nWorkflow })
      : client.call({ path: "/workflows", method: "POST", body, schema: N8nWorkflow }));
    await index.put(saved);
    const { versionId: version_id } = saved;
    return { workflow_id: saved.id, version_id, created: id === null, content_hash: contentHash(saved) };
  };

  const create = (owner: Owner, draft: Draft): Promise<Deployed> =>
    save(null, owner, draft).catch((error: unknown) => {
      if (!(error instanceof CommandFailure) || error.retryable) duplicates.doubt(owner);
      throw error;
    });

  return {
    deploy: (
      workspaceId: string,
      { key, workflow_id: known, ...draft }: CommandPayload<"DEPLOY_WORKFLOW">,
    ): Promise<Deployed> =>
      serially(`${workspaceId} ${key}`, async () => {
        const owner = { workspaceId, key };
        const [usable] = known === undefined ? [] : (await getMany([known])).filter((one) => isUsable(one, owner));
        const existing = await duplicates.settle(owner, usable?.id);
        if (!existing) return create(owner, draft);
        try {
          return await save(existing, owner, draft);
        } catch (error) {
          if (!isNotFound(error)) throw error;
          await index.drop(existing); // deleted in n8n behind our back
          return create(owner, draft);
        }
      }),

    async update(
      workspaceId: string,
      { workflow_id: id, ...draft }: CommandPayload<"UPDATE_WORKFLOW">,
    ): Promise<Deployed> {
      const owner = await owned(workspaceId, id);
      return save(id, owner, draft).catch((error: unknown) => forgetIfGone(id, error));
    },
  };
}

/** Not put away, and not another's by its note. */
function isUsable(workflow: N8nWorkflow, { workspaceId, key }: Owner): boolean {
  const noted = ownerOf(workflow);
  return !workflow.isArchived && (!noted || (noted.workspaceId === workspaceId && noted.key === key));
}
