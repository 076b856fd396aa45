import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { ReplyLabelled } from "./events";
import { loadThread } from "./existing-thread";
import type { LabelThread, ReplyThread, ThreadRef } from "./schemas";
import { deleteHold, updateThread } from "./store-inbox";

/**
 * A member decides what a conversation means. `opt_out` puts the person on the do-not-contact list; a machine's answer ends the hold of
 * a message that needed a look; a person's answer stops the sequence.
 */
export async function labelThread(
  ctx: WorkspaceCtx,
  { threadId, label }: ThreadRef & LabelThread,
): Promise<ReplyThread> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { contact_email: email, lead_id: leadId } = await loadThread(tx, threadId);
    await updateThread(tx, threadId, {
      label: { label, labelled_by: actorId(tx.actor), why: "A member set this label." },
    });
    if (label === "opt_out") await stopLead(tx, { email, status: "opted_out", reason: "opt_out", source: "reply" });
    if (["interested", "not_interested", "not_now", "wrong_person"].includes(label)) {
      await stopLead(tx, { email, status: "replied" });
    }
    if (leadId !== null && label !== "needs_look") await deleteHold(tx, { threadId, leadId });
    await appendEvent(tx, ReplyLabelled, { threadId, contactEmail: email, label });
    return loadThread(tx, threadId);
  });
}
