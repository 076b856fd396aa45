import { findBrand } from "@/lib/company/profile/find-brand";
import type { Brand } from "@/lib/company/profile/schemas";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { escapeHtml } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import { deliverTest, type TestEmail } from "./deliver-test";
import { AccountTestSent } from "./events";
import { requireOwnAddress } from "./require-own-address";

type Sent = { to: string; test_mailbox: boolean };

/**
 * Sends a short email through the saved account to the caller's own address, as {@link deliverTest} says. 404 `mail_account.none`, 422
 * `brand.missing` or `test_send.failed` with the server's words.
 */
export async function sendAccountTest(ctx: WorkspaceCtx): Promise<Sent> {
  requirePermission(ctx, "drafts.write");
  const to = await requireOwnAddress(ctx, undefined);
  const { usesTestMailbox } = await getMailAccount(ctx);
  const brand = await findBrand(ctx);
  if (!brand) {
    throw new AppError("impossible", "Save the sender in the onboarding first, then send a test.", {
      code: "brand.missing",
    });
  }
  await deliverTest(ctx, { to, email: emailOf(brand) });
  await withTransaction(ctx, (tx) => appendEvent(tx, AccountTestSent, { recipient: maskAddress(to) }));
  return { to, test_mailbox: usesTestMailbox };
}

function emailOf({ company_name, sender_email, sender_name }: Brand): TestEmail {
  const text = `This is a test of the mail account of ${company_name}.\n\nIf you read it in your inbox, and not among the spam, the account is ready to send.`;
  return {
    from: sender_email,
    from_name: sender_name,
    reply_to: sender_email,
    subject: "Your mail account sends",
    text,
    html: `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`,
  };
}
