import type { CommandPayload, CommandResult, WorkflowDefinition } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import { serialQueue } from "../serially";
import type { N8nClient } from "./client";
import { CredentialTest, Ignored, N8nCredential } from "./schemas";

/**
 * Credentials of a workspace in n8n, found by a name made of workspace and key, so that injecting twice leaves one. A second one of the
 * name, left by a create that n8n did not answer, is kept equal, because workflows may use either, and deleted with the first.
 * Data is never read back.
 */
export function credentials(client: N8nClient) {
  const serially = serialQueue();
  const seen = new Map<string, Set<string>>(); // a workspace's ids never change hands, so a hit needs no question to n8n

  const listOwned = async (workspaceId: string): Promise<N8nCredential[]> => {
    const all = await client.listAll("/credentials", N8nCredential);
    const owned = all.filter((credential) => credential.name.startsWith(credentialPrefix(workspaceId)));
    seen.set(workspaceId, new Set(owned.map(({ id }) => id)));
    return owned;
  };
  const find = async (workspaceId: string, key: string): Promise<N8nCredential[]> =>
    (await listOwned(workspaceId))
      .filter((credential) => credential.name === credentialPrefix(workspaceId) + key)
      .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));

  const inject = async (
    workspaceId: string,
    { key, type, data }: CommandPayload<"INJECT_CREDENTIAL">,
  ): Promise<CommandResult<"INJECT_CREDENTIAL">> =>
    serially(`${workspaceId} ${key}`, async () => {
      const body = { name: credentialPrefix(workspaceId) + key, type, data };
      const existing = await find(workspaceId, key);
      for (const { id } of existing) {
        await client.call({ path: `/credentials/${id}`, method: "PATCH", body, schema: N8nCredential });
      }
      const [first] = existing;
      if (first) return { credential_id: first.id, created: false };
      const saved = await client.call({ path: "/credentials", method: "POST", body, schema: N8nCredential });
      seen.get(workspaceId)?.add(saved.id);
      return { credential_id: saved.id, created: true };
    });

  /** Refuses a workflow that would use a credential of another workspace, or none that exists. */
  const requireOwned = async (workspaceId: string, { nodes }: WorkflowDefinition): Promise<void> => {
    const used = nodes.flatMap((node) =>
      Object.values(node.credentials ?? {}).map(({ id }) => ({ id, node: node.name })),
    );
    const foreign = (): typeof used => used.filter(({ id }) => !seen.get(workspaceId)?.has(id));
    if (!foreign().length) return;
    await listOwned(workspaceId);
    const [first] = foreign();
    if (!first) return;
    const message = `Node "${first.node}" uses a credential that this workspace does not have: inject it first.`;
    throw new CommandFailure("credential.foreign", message, { status: 422 });
  };

  const test = async (workspaceId: string, key: string): Promise<CommandResult<"TEST_CREDENTIAL">> => {
    const [existing] = await find(workspaceId, key);
    if (!existing)
      throw new CommandFailure("credential.not_found", "This workspace has no such credential.", { status: 404 });
    const path = `/credentials/${existing.id}/test`;
    const { status, message } = await client.call({ path, method: "POST", schema: CredentialTest, timeoutMs: 30_000 });
    return { ok: status === "OK", message };
  };

  const remove = async (workspaceId: string, key: string): Promise<{ deleted: boolean }> =>
    serially(`${workspaceId} ${key}`, async () => {
      const existing = await find(workspaceId, key);
      for (const { id } of existing) {
        await client.call({ path: `/credentials/${id}`, method: "DELETE", schema: Ignored });
        seen.get(workspaceId)?.delete(id);
      }
      return { deleted: existing.length > 0 };
    });

  const list = async (workspaceId: string): Promise<CommandResult<"LIST_CREDENTIALS">> => ({
    credentials: (await listOwned(workspaceId)).map((credential) => summary(workspaceId, credential)),
  });
  return { inject, test, remove, list, requireOwned };
}

/** How the name of each of a workspace's credentials begins. */
export function credentialPrefix(workspaceId: string): string {
  return `greenlight:${workspaceId}:`;
}

function summary(workspaceId: string, { id, name, type, updatedAt }: N8nCredential) {
  return { credential_id: id, key: name.slice(credentialPrefix(workspaceId).length), type, updated_at: updatedAt };
}
