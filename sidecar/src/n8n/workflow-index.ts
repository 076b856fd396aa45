import type { N8nClient } from "./client";
import { fresh } from "./fresh";
import { ownerOf, webhookPaths, type Owner } from "./ownership";
import { N8nWorkflow } from "./schemas";

type Entry = Owner & { paths: string[]; active: boolean };
export type WorkflowIndex = ReturnType<typeof workflowIndex>;
type Entries = Map<string, Entry>;

const entryOf = (workflow: N8nWorkflow): Entry | null => {
  const owner = workflow.isArchived ? null : ownerOf(workflow);
  return owner && { ...owner, paths: webhookPaths(workflow), active: workflow.active };
};

const toEntries = (workflows: readonly N8nWorkflow[]): Entries =>
  new Map(
    workflows.flatMap((workflow) => {
      const entry = entryOf(workflow);
      return entry ? [[workflow.id, entry] as const] : [];
    }),
  );

/** The workflows of n8n when it was read last. A change made while it is read is in no answer of n8n yet, and is put into the result as well. */
function lastReading(client: N8nClient) {
  const readAll = fresh(() => client.listAll("/workflows?excludePinnedData=true", N8nWorkflow));
  const underWay = new Set<((found: Entries) => void)[]>();
  let loading: Promise<Entries> | null = null;

  const entries = (): Promise<Entries> => {
    loading ??= readAll()
      .then(toEntries)
      .catch((error: unknown) => {
        loading = null;
        throw error;
      });
    return loading;
  };
  return {
    entries,
    forget: () => void (loading = null),
    async write(change: (found: Entries) => void): Promise<void> {
      for (const missed of underWay) missed.push(change);
      change(await entries());
    },
    async renew(): Promise<N8nWorkflow[]> {
      const missed: ((found: Entries) => void)[] = [];
      underWay.add(missed);
      try {
        const workflows = await readAll();
        const found = toEntries(workflows);
        for (const change of missed) change(found);
        loading = Promise.resolve(found);
        return workflows;
      } finally {
        underWay.delete(missed);
      }
    },
  };
}

/** Which workflow in n8n belongs to whom: read from n8n once, kept in step by the sidecar, and read anew by each survey. */
export function workflowIndex(client: N8nClient) {
  const { entries, write, renew, forget } = lastReading(client);

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
      forget();
      await entries();
    },
    /** Every workflow of this n8n. Hand edits, which the index cannot see, are known from here on. */
    survey: (): Promise<N8nWorkflow[]> => renew(),
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
      const entry = entryOf(workflow);
      await write((found) => void (entry ? found.set(workflow.id, entry) : found.delete(workflow.id)));
    },
    async drop(workflowId: string): Promise<void> {
      await write((found) => void found.delete(workflowId));
    },
  };
}
