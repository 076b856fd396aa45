import { randomUUID } from "node:crypto";
import { findBrand } from "@/lib/company/profile/find-brand";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/foundation/vault/mask";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { escapeHtml } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import type { AccountMessage } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { AccountTestSent } from "./events";
import { getMailAccount } from "./get-mail-account";
import { revealMailAccount } from "./reveal-mail-account";

type Sent = { to: string; test_mailbox: boolean };

/**
 * Sends an email, marked "[Test]", through the saved account to the caller's own address. It is counted nowhere. 404 `mail_account.none`,
 * 422 `brand.missing`, or `test_send.failed` with the server's words.
 */
export async function sendAccountTest(ctx: WorkspaceCtx): Promise<Sent> {
  requirePermission(ctx, "onboarding.write");
  const to = await ownAddress(ctx);
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "mailbox.send_account_test" } };
  const { usesTestMailbox: trusted } = await getMailAccount(inside);
  const message = await messageTo(inside, to);
  const { status, response } = await mailAccounts().deliver(await revealMailAccount(inside), message, { trusted });
  if (status !== "sent") {
    throw new AppError("impossible", `The mail server did not take the test: ${response}`, {
      code: "test_send.failed",
    });
  }
  await withTransaction(ctx, (tx) => appendEvent(tx, AccountTestSent, { recipient: maskAddress(to) }));
  return { to, test_mailbox: trusted };
}

async function ownAddress({ actor, ...ctx }: WorkspaceCtx): Promise<string> {
  const address = actor.type === "user" ? await findMemberEmail(ctx, actor.userId) : null;
  if (address !== null) return address;
  throw new AppError("forbidden", "A test is sent to a person who is signed in.", { code: "test_send.no_person" });
}

async function messageTo(ctx: WorkspaceCtx, to: string): Promise<AccountMessage> {
  const brand = await findBrand(ctx);
  if (!brand) {
    throw new AppError("impossible", "Save the sender in the first part, then send a test.", { code: "brand.missing" });
  }
  const text = `This is a test of the mail account of ${brand.company_name}.\n\nIf you read it in your inbox, and not among the spam, the account is ready to send.`;
  return {
    to: { address: to, name: null },
    from: { address: brand.sender_email, name: brand.sender_name },
    replyTo: brand.sender_email,
    subject: "[Test] Your mail account sends",
    text,
    html: `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`,
    headers: {},
    messageId: `<test-${randomUUID()}@${brand.sender_email.split("@").at(-1)}>`,
  };
}
