import { CREDENTIAL_KEYS, DATABASE_CREDENTIAL } from "../engine-credentials";
import { injectEngineCredentials } from "../inject-engine-credentials";
import { settleSendingRoute } from "../settle-sending-route";
import { engineToClean } from "../engine-to-clean";
import type { IgnitionStep } from "../step";

export const injectCredentials: IgnitionStep = {
  name: "inject_credentials",
  title: "Mail account connected",
  status: "credentials_injecting",
  timeoutSeconds: 120,
  advice: "n8n refused a credential. Check the mail account in the onboarding, then launch again.",

  leftover: "The mail account, the mailbox for replies and the token of this company may still be stored in n8n.",

  run: async (ctx, { sidecarUrl }, signal) => {
    await settleSendingRoute(ctx);
    return { credentialIds: await injectEngineCredentials(ctx, { sidecarUrl, signal }) };
  },

  undo: async (ctx, { sidecarUrl }, signal) => {
    const engine = engineToClean(sidecarUrl);
    if (!engine) return { credentialIds: {} };
    for (const key of [...CREDENTIAL_KEYS, DATABASE_CREDENTIAL])
      await engine.deleteCredential({ workspaceId: ctx.workspaceId, key, signal });
    return { credentialIds: {} };
  },
};
