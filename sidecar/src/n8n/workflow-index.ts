import type { N8nClient } from "./client";
import { ownerOf, webhookPaths, type Owner } from "./ownership";
import { N8nWorkflow } from "./schemas";

type Entry = Owner & { paths: string[] };
export type WorkflowIndex = ReturnType<typeof workflowIndex>;

/** Which workflow in n8n belongs to whom: read from n8n once, then kept in step by the sidecar, the only writer. */
export function workflowIndex(client: N8nClient) {
  let loading: Promise<Map<string, Entry>> | null = null;

  const load = async (): Promise<Map<string, Entry>> => {
    const workflows = await client.listAll("/workflows?excludePinnedData=true", N8nWorkflow);
    const entries = new Map<string, Entry>();
    for (const workflow of workflows) {
      const owner = workflow.isArchived ? null : ownerOf(workflow);
      if (owner) entries.set(workflow.id, { ...owner, paths: webhookPaths(workflow) });
    }
    return entries;
  };
  const entries = (): Promise<Map<string, Entry>> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };

  return {
    async find({ workspaceId, key }: Owner): Promise<string | null> {
      for (const [id, entry] of await entries()) if (entry.workspaceId === workspaceId && entry.key === key) return id;
      return null;
    },
    async ownerOf(workflowId: string): Promise<Owner | null> {
      return (await entries()).get(workflowId) ?? null;
    },
    async idsOf(workspaceId: string): Promise<string[]> {
      return [...(await entries())].filter(([, entry]) => entry.workspaceId === workspaceId).map(([id]) => id);
    },
    async ownsPath(workspaceId: string, path: string): Promise<boolean> {
      return [...(await entries()).values()].some(
        (entry) => entry.workspaceId === workspaceId && entry.paths.includes(path),
      );
    },
    async put(workflow: N8nWorkflow): Promise<void> {
      const owner = ownerOf(workflow);
      if (owner) (await entries()).set(workflow.id, { ...owner, paths: webhookPaths(workflow) });
    },
    async drop(workflowId: string): Promise<void> {
      (await entries()).delete(workflowId);
    },
  };
}
