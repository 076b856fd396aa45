import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { maskAddress } from "@/lib/platform/text";
import { actingMember } from "./acting-member";
import { InviteRevoked } from "./events";
import { getUnusedInvite, inviteOver } from "./invite-rules";
import { assertMayManage } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Invite, InviteRef } from "./schemas";
import { revokeInvite as revokeRow, toInvite } from "./store-invites";

/** Ends an invitation that nobody used: its link is dead from then on. */
export async function revokeInvite(ctx: WorkspaceCtx, { inviteId }: InviteRef): Promise<Invite> {
  requirePermission(ctx, "members.write");

  return withTransaction(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    const { role, email } = await getUnusedInvite(tx, inviteId);
    assertMayManage(acting, [role]);
    const revoked = await revokeRow(tx, { id: inviteId });
    // Accepting takes the same lock, so this does not happen; if it did, the acceptance came first.
    if (!revoked) throw inviteOver("accepted");
    await appendEvent(tx, InviteRevoked, { inviteId, email: maskAddress(email), role });
    await recordAudit(tx, {
      action: "invite.revoked",
      target: { type: "invite", id: inviteId },
      before: { email: maskAddress(email), role },
    });
    return toInvite(revoked, tx.now());
  });
}
