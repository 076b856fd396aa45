import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { PersonResumed } from "./events";
import { loadThread } from "./existing-thread";
import type { ReplyThread, ThreadRef } from "./schemas";
import { callResumeLead } from "./store-inbox";

/**
 * Lets the sequence go on for the person of a conversation, and for colleagues that it held. 409 `reply.do_not_contact` for a person who
 * opted out, complained, bounced or is suppressed.
 */
export async function resumePerson(ctx: WorkspaceCtx, { threadId }: ThreadRef): Promise<ReplyThread> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { lead_id: leadId, contact_email: contactEmail } = await loadThread(tx, threadId);
    const answer = leadId === null ? "none" : await callResumeLead(tx, { threadId, leadId });
    if (answer === "none") {
      throw new AppError("conflict", "This person is not a lead any more: no sequence writes to them.", {
        code: "reply.no_lead",
      });
    }
    if (answer === "refused") {
      const sentence =
        "This person asked for no more email, bounced or is on the do-not-contact list. Sending stays stopped.";
      throw new AppError("conflict", sentence, { code: "reply.do_not_contact" });
    }
    await appendEvent(tx, PersonResumed, { threadId, contactEmail });
    return loadThread(tx, threadId);
  });
}
