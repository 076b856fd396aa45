import type { N8nClient } from "./client";
import { credentialPrefix } from "./credentials";
import { fresh } from "./fresh";
import { ownerOf } from "./ownership";
import { N8nCredential, N8nExecution, N8nWorkflow } from "./schemas";

export type WorkspaceReach = ReturnType<typeof workspaceReach>;
type Nodes = N8nWorkflow["nodes"];
type Wanted = { workspaceId: string; knownIds: readonly string[]; credentialIds: ReadonlySet<string> };

/**
 * Everything in n8n that belongs to a workspace or can act as it, by what n8n lists now: its workflows by the ids that Greenlight keeps,
 * those that carry its owner note (a copy made in the editor carries it too), and those that use one of its credentials.
 */
export function workspaceReach(client: N8nClient) {
  const workflows = fresh(() => client.listAll("/workflows?excludePinnedData=true", N8nWorkflow));
  const credentials = fresh(() => client.listAll("/credentials", N8nCredential));
  const unfinished = fresh(async () => {
    const listed = ["running", "waiting", "new"].map((status) =>
      client.listAll(`/executions?status=${status}`, N8nExecution),
    );
    return (await Promise.all(listed)).flat();
  });

  const credentialIdsOf = async (workspaceId: string): Promise<string[]> =>
    (await credentials()).filter(({ name }) => name.startsWith(credentialPrefix(workspaceId))).map(({ id }) => id);

  return {
    credentialIdsOf,
    unfinished,
    async workflowsOf(workspaceId: string, knownIds: readonly string[]): Promise<N8nWorkflow[]> {
      const [all, credentialIds] = await Promise.all([workflows(), credentialIdsOf(workspaceId)]);
      const wanted = { workspaceId, knownIds, credentialIds: new Set(credentialIds) };
      return all.filter((workflow) => isOf(workflow, wanted));
    },
  };
}

function isOf({ id, nodes, activeVersion }: N8nWorkflow, wanted: Wanted): boolean {
  return (
    wanted.knownIds.includes(id) ||
    [nodes, ...(activeVersion ? [activeVersion.nodes] : [])].some((version) => actsAs(version, wanted))
  );
}

/** A draft may differ from the version that n8n runs, so each is looked at by itself. */
function actsAs(nodes: Nodes, { workspaceId, credentialIds }: Wanted): boolean {
  return ownerOf({ nodes })?.workspaceId === workspaceId || credentialsIn(nodes).some((id) => credentialIds.has(id));
}

function credentialsIn(nodes: Nodes): string[] {
  const used = nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}));
  return used.flatMap((one) => (typeof one === "object" && one !== null && "id" in one ? [String(one.id)] : []));
}
