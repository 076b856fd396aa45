import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import type { Mailbox, MailboxReplies } from "./schemas";
import { callMailboxesNow } from "./store-mail-account";
import { callPacingNow } from "./store-pacing";
import { selectReplyRows } from "./store-reading";

/**
 * The mailboxes that the workspace sends from, the first first, each with its last test, its pace and how its answers are read; removed ones
 * while people wait for them.
 */
export async function listMailboxes(ctx: WorkspaceCtx): Promise<Mailbox[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const replies = await repliesByMailbox(tx);
    const mailboxes: Mailbox[] = [];
    for (const row of await callMailboxesNow(tx)) {
      const pacing = await callPacingNow(tx, row.mailbox);
      mailboxes.push({ ...row, pacing, replies: replies.get(row.mailbox) ?? null });
    }
    return mailboxes;
  });
}

async function repliesByMailbox(tx: TxCtx): Promise<Map<number, MailboxReplies>> {
  const rows = await selectReplyRows(tx);
  if (rows.length === 0) return new Map();
  const previews = new Map(
    (await listCredentials(tx)).map(({ credential_id, masked }) => [credential_id, masked.preview]),
  );
  return new Map(
    rows.map(({ mailbox, credentialId, beginsAt, readAt, problem, failingSince, toldAt }) => [
      mailbox,
      {
        account: previews.get(credentialId) ?? null,
        read_at: readAt,
        waits_for_email: beginsAt === null,
        problem,
        failing_since: failingSince,
        holds_follow_ups: toldAt !== null,
      },
    ]),
  );
}
