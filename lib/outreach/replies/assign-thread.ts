import { requirePermission } from "@/lib/foundation/access/require-permission";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import { listMembers } from "@/lib/foundation/members/list-members";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { ReplyAssigned } from "./events";
import { loadThread } from "./existing-thread";
import type { AssignThread, ReplyThread, ThreadRef } from "./schemas";
import { updateThread } from "./store-inbox";

/** Gives a conversation to a member, or to none; 404 `member.not_found` for a person who is none. */
export async function assignThread(
  ctx: WorkspaceCtx,
  { threadId, user_id }: ThreadRef & AssignThread,
): Promise<ReplyThread> {
  requirePermission(ctx, "email.write");

  return withTransaction(ctx, async (tx) => {
    const { contact_email: contactEmail } = await loadThread(tx, threadId);
    if (user_id !== null && !(await listMembers(tx)).some((member) => member.user_id === user_id)) {
      throw new AppError("not_found", "There is no such member in this workspace.", { code: "member.not_found" });
    }
    await updateThread(tx, threadId, { assigned_to: user_id });
    await appendEvent(tx, ReplyAssigned, { threadId, contactEmail, assignedTo: user_id });
    return loadThread(tx, threadId);
  });
}
