import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/platform/text";
import { actingMember } from "./acting-member";
import { InviteResent } from "./events";
import { assertMayMail, expiryFrom, getUnusedInvite, inviteOver } from "./invite-rules";
import { SendInvite } from "./jobs";
import { assertMayManage } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Invite, InviteRef } from "./schemas";
import { toInvite, updateInviteAgain } from "./store-invites";

/** Mails the same link once more and gives it seven days from now, also when it had expired. */
export async function repeatInvite(ctx: WorkspaceCtx, { inviteId }: InviteRef): Promise<Invite> {
  requirePermission(ctx, "members.write");

  return withTransaction(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    const { role, email } = await getUnusedInvite(tx, inviteId);
    assertMayManage(acting, [role]);
    await assertMayMail(tx, email);
    const invite = await updateInviteAgain(tx, inviteId, expiryFrom(tx.now()));
    // As in revoking: the lock is the same.
    if (!invite) throw inviteOver("accepted");
    await appendEvent(tx, InviteResent, { inviteId, email: maskAddress(email), role });
    await enqueue(tx, SendInvite, { workspaceId: tx.workspaceId, inviteId });
    await recordAudit(tx, {
      action: "invite.resent",
      target: { type: "invite", id: inviteId },
      after: { email: maskAddress(email), role, expires_at: invite.expires_at, mail_number: invite.mail_number },
    });
    return toInvite(invite, tx.now());
  });
}
