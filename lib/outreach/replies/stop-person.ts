import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { PersonStopped } from "./events";
import { loadThread } from "./existing-thread";
import type { ReplyThread, ThreadRef } from "./schemas";
import { callHoldLeads } from "./store-threads";

/** Stops sending to the person of a conversation until a member resumes it. A claim that was not confirmed yet is given back. */
export async function stopPerson(ctx: WorkspaceCtx, { threadId }: ThreadRef): Promise<ReplyThread> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { lead_id: leadId, contact_email: contactEmail } = await loadThread(tx, threadId);
    if (leadId === null) {
      throw new AppError("conflict", "This person is not a lead: no sequence writes to them.", {
        code: "reply.no_lead",
      });
    }
    await callHoldLeads(tx, { leadIds: [leadId], threadId, reason: "stopped", until: null });
    await appendEvent(tx, PersonStopped, { threadId, contactEmail });
    return loadThread(tx, threadId);
  });
}
