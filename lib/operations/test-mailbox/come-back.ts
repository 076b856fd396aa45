import { ReplyReport, type ReplyAnswer } from "@/lib/contracts/engine-replies";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { receiveReply } from "@/lib/metering/events/receive-reply";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { emailDomain } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { traced } from "@/lib/providers/mail/local/received-message";
import { localInbound } from "@/lib/providers/mail/select";
import type { MailboxMessageDetail } from "./schemas";

const TIMEOUT_MS = 15_000;

/**
 * Lets a recipient's message, in base64, arrive: where the email came from a company's own address by the webhook of mail providers with its
 * secret, else as the reply mailbox would report it.
 */
export async function comeBack(
  ctx: WorkspaceCtx,
  { reply_to, to }: MailboxMessageDetail,
  raw: string,
): Promise<ReplyAnswer> {
  requirePermission(ctx, "email.write");
  if (reply_to === null) return receiveReply(ctx, ReplyReport.parse({ raw }));
  const bytes = traced(Buffer.from(raw, "base64"), { from: to, domain: emailDomain() });
  await localInbound().deliver({ id: newId(), to: reply_to, raw: bytes }, AbortSignal.timeout(TIMEOUT_MS));
  return { kept: true, event_type: null, class: null, thread_id: null };
}
