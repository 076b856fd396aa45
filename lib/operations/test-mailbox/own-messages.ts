import { findSentEmails } from "@/lib/company/mail/find-sent-emails";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findOwnMessages } from "@/lib/outreach/replies/find-own-messages";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { MailboxMessage } from "./schemas";

export type OwnMessage = Omit<MailboxMessage, "id" | "received_at">;

/** The emails of this workspace among message ids: of a sequence, answers, and those from a company's own address. */
export async function ownMessages(ctx: WorkspaceCtx, messageIds: readonly string[]): Promise<Map<string, OwnMessage>> {
  requirePermission(ctx, "email.read");
  const ids = messageIds.filter(Boolean);
  const [outreach, company] = [await findOwnMessages(ctx, ids), await findSentEmails(ctx, ids)];
  return new Map([
    ...outreach.map(({ messageId, subject, step, campaignId, lead }): [string, OwnMessage] => [
      messageId,
      { to: lead.email, subject, step, campaign_id: campaignId, lead_id: lead.id, reply_to: null },
    ]),
    ...company.map(({ messageId, to, subject, replyTo }): [string, OwnMessage] => [
      messageId,
      { to, subject, step: null, campaign_id: null, lead_id: null, reply_to: replyTo },
    ]),
  ]);
}
