import { requestLook } from "@/lib/company/receipts/request-look";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { notify } from "@/lib/foundation/notifications/notify";
import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { quoted } from "@/lib/platform/text";
import { withServiceTransaction, withTransaction } from "@/lib/platform/transaction";
import type { OutgoingNews } from "@/lib/providers/mail/inbound/port";
import { EmailBounced, EmailComplained, EmailDelayed, EmailDelivered, EmailOpened } from "./events";
import { findByProviderId, updateDelivered, updateFact } from "./store-outbound";

const EVENTS = {
  delivered: EmailDelivered,
  bounced: EmailBounced,
  failed: EmailBounced,
  complained: EmailComplained,
  delayed: EmailDelayed,
  opened: EmailOpened,
};

/**
 * Notes what became of an email of ours by its provider's word, and has its receipt looked at again. News that is repeated or comes late changes nothing: a bounce is not undone
 * by a delivery. The caller has proven to be the provider.
 */
export async function recordDelivery(ctx: SystemCtx, news: OutgoingNews): Promise<void> {
  // No permission: the provider has proven itself, and speaks of its own emails only.
  const email = await withServiceTransaction(ctx, (tx) => findByProviderId(tx, news));
  if (!email) return;
  const actor = { type: "job", job: "mail.record_delivery" } as const;
  const inside: WorkspaceCtx = { ...ctx, workspaceId: email.workspaceId, actor, whileFrozen: true };
  const { outcome, words, provider } = news;
  await withTransaction(inside, async (tx) => {
    const isNew =
      outcome === "delayed" || outcome === "opened"
        ? await updateFact(tx, { id: email.id, fact: outcome })
        : await updateDelivered(tx, { id: email.id, status: outcome === "failed" ? "bounced" : outcome, words });
    if (!isNew) return;
    const said = { messageId: email.id, threadId: email.threadId, provider, words };
    await appendEvent(tx, EVENTS[outcome], said, { projectId: email.projectId });
    if (outcome !== "delayed" && outcome !== "opened") await requestLook(tx, email);
    if (outcome !== "bounced" && outcome !== "failed" && outcome !== "complained") return;
    const title = `An email of yours was not delivered: ${words === "" ? "the recipient complained" : quoted(words)}`;
    await notify(tx, [{ type: "mail.bounced", title, data: { mail_thread_id: email.threadId } }]);
  });
}
