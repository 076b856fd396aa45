import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findOwnMessages } from "@/lib/outreach/replies/find-own-messages";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { MAX_KEPT, requireMailbox } from "./kept-messages";
import type { ListMailboxQuery, MailboxMessage } from "./schemas";

/** Lists the emails that would have gone out to this workspace's people, the newest first. Messages of other workspaces are never shown. */
export async function listMessages(
  ctx: WorkspaceCtx,
  { cursor, limit }: ListMailboxQuery,
): Promise<{ data: MailboxMessage[]; next_cursor: string | null }> {
  requirePermission(ctx, "email.read");
  const kept = await requireMailbox().listMessages(MAX_KEPT);
  const own = new Map(
    (await findOwnMessages(ctx, kept.map(({ messageId }) => messageId).filter(Boolean))).map((one) => [
      one.messageId,
      one,
    ]),
  );
  const shown = kept.flatMap(({ id, messageId, receivedAt }): MailboxMessage[] => {
    const mail = own.get(messageId);
    if (!mail) return [];
    const { subject, step, campaignId, lead } = mail;
    return [{ id, to: lead.email, subject, step, campaign_id: campaignId, lead_id: lead.id, received_at: receivedAt }];
  });
  const start = cursor === undefined ? 0 : shown.findIndex(({ id }) => id === cursor) + 1;
  const data = shown.slice(start, start + limit);
  return { data, next_cursor: start + limit < shown.length ? (data.at(-1)?.id ?? null) : null };
}
