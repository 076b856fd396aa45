import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { MAX_KEPT, requireMailbox } from "./kept-messages";
import { ownMessages } from "./own-messages";
import type { ListMailboxQuery, MailboxMessage } from "./schemas";

/** Lists the emails that would have gone out to this workspace's people, the newest first. Messages of other workspaces are never shown. */
export async function listMessages(
  ctx: WorkspaceCtx,
  { cursor, limit }: ListMailboxQuery,
): Promise<{ data: MailboxMessage[]; next_cursor: string | null }> {
  requirePermission(ctx, "email.read");
  const kept = await requireMailbox().listMessages(MAX_KEPT);
  const own = await ownMessages(
    ctx,
    kept.map(({ messageId }) => messageId),
  );
  const shown = kept.flatMap(({ id, messageId, receivedAt }): MailboxMessage[] => {
    const mail = own.get(messageId);
    return mail ? [{ ...mail, id, received_at: receivedAt }] : [];
  });
  const start = cursor === undefined ? 0 : shown.findIndex(({ id }) => id === cursor) + 1;
  const data = shown.slice(start, start + limit);
  return { data, next_cursor: start + limit < shown.length ? (data.at(-1)?.id ?? null) : null };
}
