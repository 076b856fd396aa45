import { engineCredentials, CREDENTIAL_KEYS } from "../engine-credentials";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { IgnitionStep } from "../step";

export const injectCredentials: IgnitionStep = {
  name: "inject_credentials",
  title: "Mail account connected",
  status: "credentials_injecting",
  timeoutSeconds: 120,
  advice: "n8n refused a credential. Check the mail account in the onboarding, then launch again.",

  run: async (ctx, { sidecarUrl }, signal) => {
    const engine = engineAt(sidecarUrl);
    const credentialIds: Record<string, string> = {};
    for (const { key, credential } of await engineCredentials(ctx)) {
      const { credentialId } = await engine.injectCredential({ workspaceId: ctx.workspaceId, key, credential, signal });
      credentialIds[credential.type] = credentialId;
    }
    return { credentialIds };
  },

  undo: async (ctx, { sidecarUrl }, signal) => {
    if (!sidecarUrl) return { credentialIds: {} };
    const engine = engineAt(sidecarUrl);
    for (const key of CREDENTIAL_KEYS) await engine.deleteCredential({ workspaceId: ctx.workspaceId, key, signal });
    return { credentialIds: {} };
  },
};
