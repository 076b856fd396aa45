import type { Outcome, Sealed } from "@/lib/company/approvals/define-action";
import { readFile } from "@/lib/company/assets/read-file";
import { useIntegration } from "@/lib/company/integrations/use-integration";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { oneLine } from "@/lib/platform/text";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newId } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import type { OutgoingEmail } from "@/lib/providers/mail/outgoing/port";
import { outgoingMail } from "@/lib/providers/mail/select";
import { EmailStarted } from "../events";
import { bareSubject } from "../machine-signs";
import { insertThread } from "../store-conversations";
import { findOutbound, insertOutbound } from "../store-outbound";
import { bodyHash, EmailContract, htmlOf } from "./email-contract";
import type { EmailContent } from "./email-payload";
import { settleEmail } from "./settle-email";

export type Sending = { projectId: string; sealed: Sealed<EmailContent>; idempotencyKey: string; signal: AbortSignal };

/**
 * Sends an approved email, at most once for its key: its row is written before the provider is asked, and one that was settled is answered
 * as it was. Text, account and attachments have to be those that were approved.
 */
export async function handOverEmail(ctx: WorkspaceCtx, sending: Sending): Promise<Outcome> {
  requirePermission(ctx, "email.write");
  const { projectId, sealed, idempotencyKey, signal } = sending;
  const contract = EmailContract.parse(sealed.contract);
  const { provider } = contract;
  const fail = (code: string, words: string): Outcome => ({ status: "failed", provider, code, words });
  const html = htmlOf(sealed.input);
  if (bodyHash({ subject: contract.subject, text: sealed.input.text, html }) !== contract.body_sha256) {
    return fail("email.changed", "The text is not the one that was approved.");
  }
  const { account, config } = await useIntegration(ctx, { projectId, provider: "resend", action: idempotencyKey });
  if (account.integrationId !== sealed.account.integration || (config === null) !== (provider === "outbox")) {
    return fail("integration.changed", `Another account would send this now: ${account.label}. Approve it anew.`);
  }
  const attachments = await contents(ctx, projectId, contract);
  if (!attachments) return fail("email.attachment_changed", "An attachment is not there any more, or is another one.");
  await writeAhead(ctx, sending, contract);
  const mail = outgoingMail(config?.api_key ?? null);
  const email = emailOf(contract, { text: sealed.input.text, html, attachments });
  const handed = await mail.send(email, { idempotencyKey, signal });
  return settleEmail(ctx, { projectId, idempotencyKey, handed });
}

type Contents = OutgoingEmail["attachments"];

async function contents(ctx: WorkspaceCtx, projectId: string, contract: EmailContract): Promise<Contents | null> {
  const read: { name: string; type: string; content: Uint8Array }[] = [];
  for (const { asset_id: assetId, sha256, name, type } of contract.attachments) {
    const content = await readFile(ctx, { projectId, assetId, sha256 });
    if (content === null) return null;
    read.push({ name, type, content });
  }
  return read;
}

/** The row, and the conversation that begins with it, before the provider is called. */
async function writeAhead(ctx: WorkspaceCtx, sending: Sending, contract: EmailContract): Promise<void> {
  const { projectId, sealed, idempotencyKey } = sending;
  await withTransaction(ctx, async (tx) => {
    if (await findOutbound(tx, idempotencyKey)) return;
    if (contract.thread_token !== null) {
      await insertThread(tx, {
        id: contract.thread_id,
        projectId,
        identityId: contract.identity_id,
        token: contract.thread_token,
        subject: oneLine(contract.subject),
        subjectKey: bareSubject(contract.subject).slice(0, 500),
        contactEmail: contract.to[0] ?? "",
        contactName: "",
      });
    }
    const integrationId = sealed.account.integration;
    const { text } = sealed.input;
    const id = newId();
    await insertOutbound(tx, {
      id,
      projectId,
      idempotencyKey,
      contract,
      text,
      html: htmlOf(sealed.input),
      integrationId,
    });
    const { thread_id: threadId, provider } = contract;
    await appendEvent(tx, EmailStarted, { messageId: id, threadId, provider }, { projectId });
  });
}

export const emailOf = (
  contract: EmailContract,
  { text, html, attachments }: { text: string; html: string; attachments: Contents },
): OutgoingEmail => ({
  from: contract.from,
  to: contract.to,
  cc: contract.cc,
  bcc: contract.bcc,
  replyTo: contract.reply_to,
  subject: contract.subject,
  text,
  html,
  headers: {},
  messageId: contract.message_id,
  inReplyTo: contract.in_reply_to,
  references: contract.references,
  attachments,
});
