import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { googleConsents } from "@/lib/outreach/mailbox/google-consents";
import { revealGmail, type RevealedGmail } from "@/lib/outreach/mailbox/reveal-gmail";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { revealReplyMailbox } from "@/lib/outreach/mailbox/reveal-reply-mailbox";
import { appUrl } from "@/lib/platform/env";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { EngineCredential } from "@/lib/providers/workflow-engine/port";
import { getSendingRoute } from "./get-sending-route";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";

type KeyedCredential = { key: string; credential: EngineCredential };

/** Stable names in n8n: what is injected under a name is replaced, never doubled. */
export const CREDENTIAL_KEYS = ["mail", "gmail", "replies", "webhook", "trigger", "gateway"] as const;

/** The credential with which workflows of earlier versions reached the database. */
export const DATABASE_CREDENTIAL = "postgres";

/**
 * Everything a workspace's workflows need to act for it: its mail account, unless the application sends, its reply mailbox where one is
 * saved, and its token. None opens the database.
 */
export async function engineCredentials(ctx: WorkspaceCtx): Promise<KeyedCredential[]> {
  const { route } = await getSendingRoute(ctx);
  const mail = route === "gateway" ? null : await mailCredential(ctx);
  const replies = await revealReplyMailbox(ctx);
  const token = await revealWebhookToken(ctx);
  return [
    ...(mail ? [mail] : []),
    // One Gmail account is all that the workflows have a place for: the one that sends is read, too.
    ...(replies?.type === "imap" ? [{ key: "replies", credential: replies }] : []),
    ...(replies?.type === "gmail" && mail?.key !== "gmail" ? [gmailCredential(replies)] : []),
    { key: "webhook", credential: { type: "webhook", token } },
    { key: "trigger", credential: { type: "trigger" } },
    { key: "gateway", credential: { type: "openai_api", apiKey: token, baseUrl: `${appUrl()}/api/llm/v1` } },
  ];
}

async function mailCredential(ctx: WorkspaceCtx): Promise<KeyedCredential> {
  const { provider, credentialId } = await getMailAccount(ctx);
  if (provider === "gmail") return gmailCredential(await revealGmail(ctx, { credentialId }));
  return { key: "mail", credential: await revealMailAccount(ctx) };
}

const gmailCredential = ({ refreshToken, accessToken }: RevealedGmail): KeyedCredential => ({
  key: "gmail",
  credential: { type: "gmail", ...googleConsents().engineGrant(refreshToken, accessToken) },
});
