import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { enqueue } from "@/lib/platform/queue";
import { withTransaction, type TxCtx } from "@/lib/platform/transaction";
import { encrypt } from "@/lib/foundation/vault/cipher";
import { maskAddress } from "@/lib/platform/text";
import { actingMember } from "./acting-member";
import { MemberInvited } from "./events";
import { assertMayMail, expiryFrom } from "./invite-rules";
import { SendInvite } from "./jobs";
import { alreadyMember, assertMayManage } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Invite, InviteMember, Member } from "./schemas";
import { insertInvite, revokeInvite, toInvite, type InviteRow } from "./store-invites";
import { isMemberByEmail } from "./store-members";

/**
 * Invites an address, for seven days, to a role not above one's own; the link goes out by mail and stands nowhere else. Inviting an
 * address again ends its first invitation. 409 `member.already` for somebody who is a member.
 */
export async function inviteMember(ctx: WorkspaceCtx, { email, role }: InviteMember): Promise<Invite> {
  requirePermission(ctx, "members.write");

  return withTransaction(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    assertMayManage(acting, [role]);
    if (await isMemberByEmail(tx, email)) throw alreadyMember();
    await assertMayMail(tx, email);
    const replaced = await revokeInvite(tx, { email });
    if (replaced) assertMayManage(acting, [replaced.role]);
    const invite = await issue(tx, { acting, email, role });
    await appendEvent(tx, MemberInvited, { inviteId: invite.id, email: maskAddress(email), role });
    await enqueue(tx, SendInvite, { workspaceId: tx.workspaceId, inviteId: invite.id });
    await recordAudit(tx, {
      action: "member.invited",
      target: { type: "invite", id: invite.id },
      ...(replaced && { before: { invite_id: replaced.id, role: replaced.role } }),
      after: { email: maskAddress(email), role, expires_at: invite.expires_at },
    });
    return toInvite(invite, tx.now());
  });
}

function issue(tx: TxCtx, { acting, email, role }: InviteMember & { acting: Member }): Promise<InviteRow> {
  const token = newSecret();
  return insertInvite(tx, {
    email,
    role,
    tokenHash: sha256(token),
    tokenEncrypted: encrypt(tx.workspaceId, token),
    invitedBy: acting.user_id,
    inviterEmail: acting.email,
    createdAt: tx.now().toISOString(),
    expiresAt: expiryFrom(tx.now()),
  });
}
