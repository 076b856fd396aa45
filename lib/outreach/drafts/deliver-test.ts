import { randomUUID } from "node:crypto";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
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
 * Hands an email, marked "[Test]", to the company's mail account for `to`, an own address. It is counted nowhere, and its unsubscribe link
 * is a dead one: a click in a test opts no recipient out. 422 `test_send.failed` with the server's words.
 */
export async function deliverTest(ctx: WorkspaceCtx, { to, email }: { to: string; email: TestEmail }): Promise<void> {
  requirePermission(ctx, "drafts.write");
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "drafts.deliver_test" } };
  const { usesTestMailbox: trusted } = await getMailAccount(inside);
  const message = testOf(email, to);
  const { status, response } = await mailAccounts().deliver(await revealMailAccount(inside), message, { trusted });
  if (status === "sent") return;
  throw new AppError("impossible", `The mail server did not take the test: ${response}`, { code: "test_send.failed" });
}

/** The address of the person who is signed in; 400 `test_send.not_own_address` when another one was named. */
export async function requireOwnAddress({ actor, ...ctx }: WorkspaceCtx, named: string | undefined): Promise<string> {
  const own = actor.type === "user" ? await findMemberEmail(ctx, actor.userId) : null;
  if (own === null) {
    throw new AppError("forbidden", "A test is sent to a person who is signed in.", { code: "test_send.no_person" });
  }
  if (named === undefined || named.toLowerCase() === own.toLowerCase()) return own;
  throw new AppError("invalid", `A test goes to your own address only: ${own}.`, {
    code: "test_send.not_own_address",
    details: { field: "to" },
  });
}

const deadLink = (part: string): string => part.replaceAll(/(\/u)\/[0-9a-f]{48}/g, "$1/this-is-a-test");

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
