import { requirePermission } from "@/lib/foundation/access/require-permission";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import type { MailServerAccount, ReadFrom } from "@/lib/providers/mail/port";
import type { MailboxRef } from "./schemas";
import { callFirstSentAt, findReplyRow, updateReplyRow } from "./store-reading";

export type OpenedReplies = { mailbox: number; revision: number; account: MailServerAccount; from: ReadFrom };

/**
 * The account that answers to another mailbox than the first arrive in, with its password, and the place that reading has come to; null
 * when none is saved, and before the first email left, which can have no answer. Only for jobs.
 */
export async function openReplyAccount(ctx: WorkspaceCtx, { mailbox }: MailboxRef): Promise<OpenedReplies | null> {
  requirePermission(ctx, "onboarding.write");
  // No event: only the time at which the first email left is remembered.
  const row = await withTransaction(ctx, async (tx) => {
    const found = await findReplyRow(tx, mailbox);
    if (!found || found.beginsAt !== null) return found;
    const begins = await callFirstSentAt(tx, mailbox);
    if (begins !== null) await updateReplyRow(tx, found, { begins_at: begins });
    return { ...found, beginsAt: begins };
  });
  if (!row || row.beginsAt === null) return null;
  const account = await revealCredential(ctx, { credentialId: row.credentialId, type: "imap" });
  const from = { place: row.place, since: new Date(row.beginsAt) };
  return { mailbox, revision: row.revision, account, from };
}
