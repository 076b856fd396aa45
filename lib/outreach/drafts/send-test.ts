import { randomUUID } from "node:crypto";
import { findMemberEmail } from "@/lib/foundation/access/find-member-email";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import type { AccountMessage } from "@/lib/providers/mail/port";
import { mailAccounts } from "@/lib/providers/mail/select";
import { DraftTestSent } from "./events";
import { getDraft } from "./get-draft";
import type { Draft, DraftRef, SendTest } from "./schemas";

/**
 * Sends an email, marked "[Test]", to the caller's own address by the company's mail account. It is counted nowhere, and its unsubscribe
 * link is a dead one: a click in a test opts no recipient out. 422 `test_send.failed` with the server's words.
 */
export async function sendTest(ctx: WorkspaceCtx, { draftId, to }: DraftRef & SendTest): Promise<{ to: string }> {
  requirePermission(ctx, "drafts.write");
  const own = await ownAddress(ctx);
  if (to !== undefined && to.toLowerCase() !== own.toLowerCase()) {
    throw new AppError("invalid", `A test goes to your own address only: ${own}.`, {
      code: "test_send.not_own_address",
      details: { field: "to" },
    });
  }
  const message = testOf(await getDraft(ctx, { draftId }), own);
  // The account is opened here and never leaves: the caller reads the outcome only.
  const inside: WorkspaceCtx = { ...ctx, actor: { type: "job", job: "drafts.send_test" } };
  const { usesTestMailbox: trusted } = await getMailAccount(inside);
  const { status, response } = await mailAccounts().deliver(await revealMailAccount(inside), message, { trusted });
  if (status !== "sent") {
    throw new AppError("impossible", `The mail server did not take the test: ${response}`, {
      code: "test_send.failed",
    });
  }
  await withTransaction(ctx, (tx) => appendEvent(tx, DraftTestSent, { draftId, recipient: maskAddress(own) }));
  return { to: own };
}

async function ownAddress({ actor, ...ctx }: WorkspaceCtx): Promise<string> {
  const address = actor.type === "user" ? await findMemberEmail(ctx, actor.userId) : null;
  if (address !== null) return address;
  throw new AppError("forbidden", "A test is sent to a person who is signed in.", { code: "test_send.no_person" });
}

function testOf(draft: Draft, to: string): AccountMessage {
  const { from, from_name, reply_to, text, html } = draft;
  if (from === null || reply_to === null || text === null || html === null) {
    throw new AppError("impossible", "Save the sender in the onboarding first, then send a test.", {
      code: "brand.missing",
    });
  }
  const deadLink = (part: string): string => part.replaceAll(/(\/u)\/[0-9a-f]{48}/g, "$1/this-is-a-test");
  return {
    to: { address: to, name: null },
    from: { address: from, name: from_name },
    replyTo: reply_to,
    subject: `[Test] ${draft.subject}`,
    text: deadLink(text),
    html: deadLink(html),
    headers: {},
    messageId: `<test-${randomUUID()}@${from.split("@").at(-1)}>`,
  };
}
