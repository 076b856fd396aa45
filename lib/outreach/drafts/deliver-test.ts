import { randomUUID } from "node:crypto";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { mailboxOfAddress } from "@/lib/outreach/mailbox/mailbox-of-address";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { deadLink } from "@/lib/outreach/sequence/dead-link";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { AccountMessage } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";

export type TestEmail = {
  from: string;
  from_name: string | null;
  reply_to: string;
  subject: string;
  text: string;
  html: string;
};

/**
 * Hands an email, marked "[Test]", to the account of its sender's mailbox for `to`, an own address. It is counted nowhere, and its unsubscribe link
 * is a dead one: a click in a test opts no recipient out. 422 `test_send.failed` with the server's words.
 */
export async function deliverTest(ctx: WorkspaceCtx, { to, email }: { to: string; email: TestEmail }): Promise<void> {
  requirePermission(ctx, "drafts.write");
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "drafts.deliver_test" } };
  const mailbox = await withReadTransaction(inside, (tx) => mailboxOfAddress(tx, email.from));
  const { usesTestMailbox: trusted } = await getMailAccount(inside, mailbox);
  const message = testOf(email, to);
  const { status, response } = await mailAccounts().deliver(await revealMailAccount(inside, mailbox), message, {
    trusted,
  });
  if (status === "sent") return;
  throw new AppError("impossible", `The mail server did not take the test: ${response}`, { code: "test_send.failed" });
}

const testOf = ({ from, from_name, reply_to, subject, text, html }: TestEmail, to: string): AccountMessage => ({
  to: { address: to, name: null },
  from: { address: from, name: from_name },
  replyTo: reply_to,
  subject: `[Test] ${subject}`,
  text: deadLink(text),
  html: deadLink(html),
  headers: {},
  messageId: `<test-${randomUUID()}@${from.split("@").at(-1)}>`,
});
