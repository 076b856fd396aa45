import type { N8nClient } from "./client";
import { ownerOf, webhookPaths, type Owner } from "./ownership";
import { N8nWorkflow } from "./schemas";

type Entry = Owner & { paths: string[]; active: boolean };
export type WorkflowIndex = ReturnType<typeof workflowIndex>;

/** Which workflow in n8n belongs to whom: read from n8n once, then kept in step by the sidecar, the only writer. */
export function workflowIndex(client: N8nClient) {
  let loading: Promise<Map<string, Entry>> | null = null;

  const load = async (): Promise<Map<string, Entry>> => {
    const workflows = await client.listAll("/workflows?excludePinnedData=true", N8nWorkflow);
    const entries = new Map<string, Entry>();
    for (const workflow of workflows) {
      const owner = workflow.isArchived ? null : ownerOf(workflow);
      if (owner) entries.set(workflow.id, { ...owner, paths: webhookPaths(workflow), active: workflow.active });
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
    /** More than one only after a create that n8n did not answer. The published one comes first. */
    async idsOfKey({ workspaceId, key }: Owner): Promise<string[]> {
      const found = [...(await entries())].filter(
        ([, entry]) => entry.workspaceId === workspaceId && entry.key === key,
      );
      return found.toSorted(([, a], [, b]) => Number(b.active) - Number(a.active)).map(([id]) => id);
    },
    /** Forgets what was read, so that the next question reads n8n again. */
    async reload(): Promise<void> {
      loading = null;
      await entries();
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
      if (!owner) return;
      (await entries()).set(workflow.id, { ...owner, paths: webhookPaths(workflow), active: workflow.active });
    },
    async drop(workflowId: string): Promise<void> {
      (await entries()).delete(workflowId);
    },
  };
}
