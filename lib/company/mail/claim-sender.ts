import { requirePermission } from "@/lib/foundation/access/require-permission";
import { actorId, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { AskForAddress } from "./jobs";
import type { MailThreadRef } from "./schemas";
import { findThread } from "./store-conversations";

/**
 * A member says that the address of a conversation is theirs. A link is sent there, and only when they open it, signed in, the address
 * counts as their own. 422 `mail_thread.not_claimable` for a sender who is not verified, or is known.
 */
export async function claimSender(ctx: WorkspaceCtx, ref: MailThreadRef): Promise<{ sent_to: string }> {
  requirePermission(ctx, "email.write");
  const userId = actorId(ctx.actor);
  if (ctx.actor.type !== "user" || userId === null) {
    throw new AppError("forbidden", "Only a signed-in member has addresses.", { code: "member.person_needed" });
  }
  // No event: nothing counts before the link is opened, and that is one.
  return withTransaction(ctx, async (tx) => {
    const thread = await findThread(tx, ref);
    if (!thread) {
      throw new AppError("not_found", "There is no such conversation here.", { code: "mail_thread.not_found" });
    }
    if (thread.evidence !== "unknown_sender") {
      throw new AppError("impossible", "The sender of this conversation is not verified, or is known already.", {
        code: "mail_thread.not_claimable",
      });
    }
    await enqueue(tx, AskForAddress, { workspaceId: tx.workspaceId, ...ref, userId });
    return { sent_to: thread.contact_email };
  });
}
