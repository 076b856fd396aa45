import { CommandFailure } from "../failure";
import type { N8nClient } from "./client";
import { ownerOf as notedOwner, type Owner } from "./ownership";
import { Ignored, N8nWorkflow } from "./schemas";
import type { WorkflowIndex } from "./workflow-index";

export type OwnedWorkflows = ReturnType<typeof ownedWorkflows>;

/** The way to a workflow: its owner first, and a workflow that is gone from n8n is forgotten. */
export function ownedWorkflows(client: N8nClient, index: WorkflowIndex) {
  const get = (workflowId: string): Promise<N8nWorkflow> =>
    client.call({ path: `/workflows/${workflowId}?excludePinnedData=true`, schema: N8nWorkflow });

  /** For a workflow that came into n8n behind the sidecar's back, by an import or a copy. */
  const ownerInN8n = (workflowId: string): Promise<Owner | null> =>
    get(workflowId).then(notedOwner, (error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });

  /** The index holds none that is put away. */
  const ownerOf = async (workflowId: string): Promise<Owner | null> =>
    (await index.ownerOf(workflowId)) ?? ownerInN8n(workflowId);

  return {
    client,
    index,
    ownerOf,
    async owned(workspaceId: string, workflowId: string): Promise<Owner> {
      const owner = await ownerOf(workflowId);
      if (owner?.workspaceId === workspaceId) return owner;
      throw notFound();
    },
    get,
    /** Those of these that n8n still has, as they are now. */
    async getMany(workflowIds: readonly string[]): Promise<N8nWorkflow[]> {
      const found: N8nWorkflow[] = [];
      for (const id of new Set(workflowIds)) {
        const workflow = await get(id).catch((error: unknown) => {
          if (isNotFound(error)) return null;
          throw error;
        });
        if (workflow) found.push(workflow);
        await (workflow ? index.put(workflow) : index.drop(id));
      }
      return found;
    },
    /** False when n8n no longer had it. */
    async remove(workflowId: string): Promise<boolean> {
      const deleted = await client.call({ path: `/workflows/${workflowId}`, method: "DELETE", schema: Ignored }).then(
        () => true,
        (error: unknown) => {
          if (isNotFound(error)) return false;
          throw error;
        },
      );
      await index.drop(workflowId);
      return deleted;
    },
    async forgetIfGone(workflowId: string, error: unknown): Promise<never> {
      if (!isNotFound(error)) throw error;
      await index.drop(workflowId);
      throw notFound();
    },
  };
}

export function isNotFound(error: unknown): boolean {
  return error instanceof CommandFailure && error.status === 404;
}

function notFound(): CommandFailure {
  return new CommandFailure("workflow.not_found", "This workspace has no such workflow.", { status: 404 });
}
