import { CREDENTIAL_KEYS, DATABASE_CREDENTIAL } from "../engine-credentials";
import { injectEngineCredentials } from "../inject-engine-credentials";
import { engineAt } from "@/lib/outreach/workflows/engine";
import type { IgnitionStep } from "../step";

export const injectCredentials: IgnitionStep = {
  name: "inject_credentials",
  title: "Mail account connected",
  status: "credentials_injecting",
  timeoutSeconds: 120,
  advice: "n8n refused a credential. Check the mail account in the onboarding, then launch again.",

  run: async (ctx, { sidecarUrl }, signal) => ({
    credentialIds: await injectEngineCredentials(ctx, { sidecarUrl, signal }),
  }),

  undo: async (ctx, { sidecarUrl }, signal) => {
    if (!sidecarUrl) return { credentialIds: {} };
    const engine = engineAt(sidecarUrl);
    for (const key of [...CREDENTIAL_KEYS, DATABASE_CREDENTIAL])
      await engine.deleteCredential({ workspaceId: ctx.workspaceId, key, signal });
    return { credentialIds: {} };
  },
};
