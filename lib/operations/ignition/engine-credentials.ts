import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { getLeadsAccess } from "@/lib/outreach/leads/get-leads-access";
import { appUrl, databaseAddress } from "@/lib/platform/env";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { EngineCredential } from "@/lib/providers/workflow-engine/port";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";

type KeyedCredential = { key: string; credential: EngineCredential };

/** Stable names in n8n: what is injected under a name is replaced, never doubled. */
export const CREDENTIAL_KEYS = ["mail", "postgres", "webhook", "gateway"] as const;

/** Everything a workspace's workflows need to act for it: its mail account, its own database login, its token. */
export async function engineCredentials(ctx: WorkspaceCtx): Promise<KeyedCredential[]> {
  const mail = await revealMailAccount(ctx);
  const leads = await getLeadsAccess(ctx);
  const token = await revealWebhookToken(ctx);
  const { host, port, database, ssl } = databaseAddress();
  return [
    { key: "mail", credential: mail },
    {
      key: "postgres",
      credential: { type: "postgres", host, port, database, ssl, user: leads.loginRole, password: leads.password },
    },
    { key: "webhook", credential: { type: "webhook", token } },
    { key: "gateway", credential: { type: "openai_api", apiKey: token, baseUrl: `${appUrl()}/api/llm/v1` } },
  ];
}
