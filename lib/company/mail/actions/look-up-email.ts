import type { ActingAccount, Outcome } from "@/lib/company/approvals/define-action";
import { findActing } from "@/lib/company/integrations/resolve-integration";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { HandedOver } from "@/lib/providers/mail/outgoing/port";
import { outgoingMail } from "@/lib/providers/mail/select";
import { findOutbound, selectSuppressed } from "../store-outbound";
import { EmailContract } from "./email-contract";
import { handOverEmail, type Sending } from "./hand-over-email";
import { settleEmail } from "./settle-email";

/** Resend keeps an idempotency key for a day; a little less, so that ours never outlives it. */
const KEY_HOLDS_MS = 23 * 60 * 60 * 1000;

/**
 * Tells what became of an email whose sending broke off: by the provider's own record, the file in the outbox or Resend's list. Where the
 * record may not be read, or has no such email, by the same request with the same key, which Resend answers with the first one's id for a
 * day. Null when it cannot be told.
 */
export async function lookUpEmail(ctx: WorkspaceCtx, sending: Sending): Promise<Outcome | null> {
  requirePermission(ctx, "email.write");
  const { projectId, sealed, idempotencyKey } = sending;
  const contract = EmailContract.parse(sealed.contract);
  const { provider } = contract;
  const recipients = [...contract.to, ...contract.cc, ...contract.bcc];
  const { email, suppressed } = await withReadTransaction(ctx, async (tx) => ({
    email: await findOutbound(tx, idempotencyKey),
    suppressed: await selectSuppressed(tx, recipients),
  }));
  if (!email) return { status: "failed", provider, code: "email.not_sent", words: "It was not handed over." };
  const taken = await inRecord(ctx, sending, { contract, since: new Date(email.createdAt) });
  if (typeof taken === "object")
    return settleEmail(ctx, {
      projectId,
      idempotencyKey,
      handed: { status: "accepted", ...taken, words: FOUND[provider] },
    });
  if (provider === "outbox") {
    const handed: HandedOver = {
      status: "refused",
      code: "email.not_sent",
      words: "It is not in the outbox of this machine.",
    };
    return settleEmail(ctx, { projectId, idempotencyKey, handed });
  }
  const isOld = ctx.now().getTime() - Date.parse(email.createdAt) > KEY_HOLDS_MS;
  // Repeated it could be the first to arrive: not to a person who asked for no more email meanwhile.
  if (taken === "silent" || isOld || suppressed.length > 0) return null;
  return handOverEmail(ctx, sending);
}

const FOUND = {
  outbox: "It is in the outbox of this machine.",
  resend: "Resend has the email in its list.",
} as const;

type Searched = { contract: EmailContract; since: Date };

/** `silent`: the provider did not answer, so that nothing is known yet. */
async function inRecord(
  ctx: WorkspaceCtx,
  { projectId, sealed, signal }: Sending,
  { contract, since }: Searched,
): Promise<{ providerId: string } | "none" | "closed" | "silent"> {
  const key = contract.provider === "outbox" ? null : await keyOf(ctx, { projectId, account: sealed.account });
  if (contract.provider === "resend" && key === null) return "closed";
  const { message_id: messageId, reply_to: replyTo, to, subject } = contract;
  return outgoingMail(key)
    .findTaken({ messageId, replyTo, to, subject, since }, signal)
    .catch((error: unknown) => {
      if (error instanceof AppError) return "silent" as const;
      throw error;
    });
}

/** The key of the account that was approved; null when another one would act now. */
const keyOf = (
  ctx: WorkspaceCtx,
  { projectId, account }: { projectId: string; account: ActingAccount },
): Promise<string | null> =>
  withReadTransaction(ctx, async (tx) => {
    const { resolved } = await findActing(tx, { projectId, provider: "resend" });
    return resolved.account.integrationId === account.integration ? (resolved.config?.api_key ?? null) : null;
  });
