import type { CommandPayload, CommandResult } from "@/lib/contracts/sidecar";
import { CommandFailure } from "../failure";
import { serialQueue } from "../serially";
import type { N8nClient } from "./client";
import { CredentialTest, Ignored, N8nCredential } from "./schemas";

export type Credentials = ReturnType<typeof credentials>;

/** Credentials of a workspace in n8n, found by a name made of workspace and key, so that injecting twice leaves one. Data is never read back. */
export function credentials(client: N8nClient) {
  const serially = serialQueue();

  const listOwned = async (workspaceId: string): Promise<N8nCredential[]> => {
    const all = await client.listAll("/credentials", N8nCredential);
    return all.filter((credential) => credential.name.startsWith(prefix(workspaceId)));
  };
  const find = async (workspaceId: string, key: string): Promise<N8nCredential | undefined> =>
    (await listOwned(workspaceId)).find((credential) => credential.name === prefix(workspaceId) + key);

  const inject = async (
    workspaceId: string,
    { key, type, data }: CommandPayload<"INJECT_CREDENTIAL">,
  ): Promise<CommandResult<"INJECT_CREDENTIAL">> =>
    serially(`${workspaceId} ${key}`, async () => {
      const existing = await find(workspaceId, key);
      const body = { name: prefix(workspaceId) + key, type, data };
      const saved = await (existing
        ? client.call({ path: `/credentials/${existing.id}`, method: "PATCH", body, schema: N8nCredential })
        : client.call({ path: "/credentials", method: "POST", body, schema: N8nCredential }));
      return { credential_id: saved.id, created: !existing };
    });

  const test = async (workspaceId: string, key: string): Promise<CommandResult<"TEST_CREDENTIAL">> => {
    const existing = await find(workspaceId, key);
    if (!existing) throw new CommandFailure("credential.not_found", "This workspace has no such credential.", { status: 404 });
    const path = `/credentials/${existing.id}/test`;
    const { status, message } = await client.call({ path, method: "POST", schema: CredentialTest, timeoutMs: 30_000 });
    return { ok: status === "OK", message };
  };

  const remove = async (workspaceId: string, key: string): Promise<{ deleted: boolean }> =>
    serially(`${workspaceId} ${key}`, async () => {
      const existing = await find(workspaceId, key);
      if (!existing) return { deleted: false };
      await client.call({ path: `/credentials/${existing.id}`, method: "DELETE", schema: Ignored });
      return { deleted: true };
    });

  const list = async (workspaceId: string): Promise<CommandResult<"LIST_CREDENTIALS">> => ({
    credentials: (await listOwned(workspaceId)).map(({ id, name, type, updatedAt }) => ({
      credential_id: id,
      key: name.slice(prefix(workspaceId).length),
      type,
      updated_at: updatedAt,
    })),
  });
  return { inject, test, remove, list };
}

function prefix(workspaceId: string): string {
  return `greenlight:${workspaceId}:`;
}
