import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { engineAt } from "@/lib/outreach/workflows/engine";
import { engineCredentials } from "./engine-credentials";

type Target = { sidecarUrl: string | null; signal: AbortSignal };

/** An access token is good for an hour, and n8n renews it by itself. */
const lasting = (credentials: object): string =>
  JSON.stringify(credentials, (key, value: unknown) => (key === "access_token" ? undefined : value));

/**
 * Puts the workspace's credentials into its n8n as they are now: made or replaced, never doubled. Our type → n8n's id. Safe beside another
 * one that does the same: the last to write looks whether it wrote what holds now.
 */
export async function injectEngineCredentials(
  ctx: WorkspaceCtx,
  { sidecarUrl, signal }: Target,
): Promise<Record<string, string>> {
  const engine = engineAt(sidecarUrl);
  for (;;) {
    const credentials = await engineCredentials(ctx);
    const credentialIds: Record<string, string> = {};
    for (const { key, credential } of credentials) {
      const { credentialId } = await engine.injectCredential({ workspaceId: ctx.workspaceId, key, credential, signal });
      credentialIds[credential.type] = credentialId;
    }
    if (lasting(await engineCredentials(ctx)) === lasting(credentials)) return credentialIds;
  }
}
