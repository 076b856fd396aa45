import type { Outcome } from "@/lib/company/approvals/define-action";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { oneLine } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import type { HandedOver } from "@/lib/providers/mail/outgoing/port";
import { EmailFailed, EmailSent } from "../events";
import { touchThread } from "../store-conversations";
import { findOutbound, updateOutbound } from "../store-outbound";

type Settled = { projectId: string; idempotencyKey: string; handed: HandedOver };

/** Notes what a provider answered about an email, with its line of the ledger, once; and answers it as the outcome of the action. */
export async function settleEmail(ctx: WorkspaceCtx, { projectId, idempotencyKey, handed }: Settled): Promise<Outcome> {
  requirePermission(ctx, "email.write");
  // An email that was handed over is recorded, whatever happened to the workspace meanwhile.
  return withTransaction({ ...ctx, whileFrozen: true }, async (tx) => {
    const email = await findOutbound(tx, idempotencyKey);
    if (!email) return { status: "unknown", provider: "greenlight", words: "The email has no row of its own." };
    const { id, threadId, provider } = email;
    const { words } = handed;
    const providerId = handed.status === "accepted" ? handed.providerId : null;
    const status = ({ accepted: "sent", refused: "failed", unknown: "unknown" } as const)[handed.status];
    if (await updateOutbound(tx, { id, status, providerId, words })) {
      const said = { messageId: id, threadId, provider, words };
      if (status === "sent") {
        await touchThread(tx, threadId, { excerpt: oneLine(email.text).slice(0, 200).toWellFormed() });
        await appendEvent(tx, EmailSent, { ...said, providerMessageId: providerId }, { projectId });
      } else await appendEvent(tx, EmailFailed, { ...said, unknown: status === "unknown" }, { projectId });
    }
    if (handed.status === "accepted")
      return { status: "executed", provider, providerId, words, observed: { accepted: true } };
    if (handed.status === "refused") return { status: "failed", provider, code: handed.code, words };
    return { status: "unknown", provider, words };
  });
}
