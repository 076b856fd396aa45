import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listMembers } from "@/lib/foundation/members/list-members";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { appUrl } from "@/lib/platform/env";
import { escapeHtml, oneLine } from "@/lib/platform/text";
import { withReadTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import type { MailboxRef } from "./schemas";
import { callMailboxAddress } from "./store-mail-account";
import { findReplyRow } from "./store-reading";

type Told = MailboxRef & { toldAt: string };

/**
 * Emails the owners and admins of a workspace that answers to one of its mailboxes cannot be read; nothing once they can. Safe to repeat: each
 * person's email has one message id for this trouble.
 */
export async function mailUnreadReplies(
  ctx: WorkspaceCtx & { signal: AbortSignal },
  { mailbox, toldAt }: Told,
): Promise<void> {
  requirePermission(ctx, "ingestion.write");
  const { workspace, members, row, address } = await withReadTransaction(ctx, async (tx) => ({
    workspace: await getWorkspace(tx),
    members: await listMembers(tx),
    row: await findReplyRow(tx, mailbox),
    address: await callMailboxAddress(tx, mailbox),
  }));
  if (row === null || row.toldAt === null || address === null) return;
  const content = unreadMail({ workspace: workspace.name, address, words: row.problem ?? "", url: appUrl() });
  const mail = applicationMail();
  for (const { user_id, email, role } of members) {
    if (email === "" || (role !== "owner" && role !== "admin")) continue;
    const messageId = `<replies.${ctx.workspaceId}.${mailbox}.${Date.parse(toldAt)}.${user_id}@greenlight>`;
    await mail.send({ to: email, ...content, messageId }, ctx.signal);
  }
}

type About = { workspace: string; address: string; words: string; url: string };

function unreadMail({ workspace, address, words, url }: About) {
  const title = `Replies to ${oneLine(address)} cannot be read`;
  const lines = [
    `${title} (workspace “${oneLine(workspace)}”).`,
    oneLine(words),
    "Follow-ups from this mailbox wait, because they would also go to people who answered. First emails leave as before. Greenlight tries again by itself, and the follow-ups go on once it can read.",
    `To put it right, open the company’s settings, “Sending”, and connect the replies of this mailbox again: ${url}/companies`,
  ];
  return {
    subject: `${title} — ${oneLine(workspace)}`,
    text: `${lines.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</body></html>\n`,
  };
}
