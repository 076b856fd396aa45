import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { maskAddress } from "@/lib/platform/text";
import { findHoles } from "@/lib/outreach/sequence/find-holes";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { oneLine } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import { DraftEdited } from "./events";
import { noSuchDraft } from "./no-such-draft";
import { refuseEdit } from "./refuse-edit";
import type { Draft, DraftRef, EditDraft } from "./schemas";
import { callEditDraft, callRenderedEmails } from "./store-drafts";

/**
 * Replaces the text of the version that was read; the email waits for approval again. 409 `draft.stale` with the current `draft` when it
 * was changed since, 409 `draft.not_waiting` once it is on its way. In a campaign reviewed by a sample, each email waits from now on.
 */
export async function editDraft(ctx: WorkspaceCtx, { draftId, ...edit }: DraftRef & EditDraft): Promise<Draft> {
  requirePermission(ctx, "drafts.write");
  const subject = oneLine(edit.subject);

  return withTransaction(ctx, async (tx) => {
    const holes = findHoles({ subject, body: edit.body });
    const editedBy = actorId(tx.actor) ?? tx.actor.type;
    const edited = await callEditDraft(tx, { ...edit, id: draftId, subject, holes, editedBy });
    const [draft] = await callRenderedEmails(tx, [draftId]);
    if (!draft) throw noSuchDraft();
    if (!edited) throw refuseEdit(draft);
    const { campaignId, step, toEmail, reviewAgain } = edited;
    await appendEvent(tx, DraftEdited, { campaignId, draftId, step, recipient: maskAddress(toEmail), reviewAgain });
    return draft;
  });
}
