import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { withAccessChange } from "@/lib/foundation/access/access-cache";
import { actingMember } from "./acting-member";
import { MemberRoleChanged } from "./events";
import { assertMayManage, assertOwnerStays, getMember, toShownMember } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ChangeRole, MemberRef, ShownMember } from "./schemas";
import { updateMemberRole } from "./store-members";
import { withdrawAccess, type Withdrawn } from "./withdraw-access";

/**
 * Gives a member another role, at once and in every process. Only owners make or change owners; the last owner stays one (409
 * `member.last_owner`). Keys and invitations that go beyond the new role end. The role somebody has already changes nothing.
 */
export async function changeRole(
  ctx: WorkspaceCtx,
  { userId, role }: MemberRef & ChangeRole,
): Promise<ShownMember & Withdrawn> {
  requirePermission(ctx, "members.write");

  return withAccessChange(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    const before = await getMember(tx, userId);
    assertMayManage(acting, [before.role, role]);
    if (before.role === role) return { ...toShownMember(before, tx), revoked_keys: 0, revoked_invites: 0 };
    const member = await updateMemberRole(tx, userId, role);
    await assertOwnerStays(tx);
    const withdrawn = await withdrawAccess(tx, userId, role);
    await appendEvent(tx, MemberRoleChanged, { userId, email: member.email, from: before.role, to: role });
    await recordAudit(tx, {
      action: "member.role_changed",
      target: { type: "user", id: userId },
      before: { role: before.role },
      after: { role, email: maskAddress(member.email), ...withdrawn },
    });
    return { ...toShownMember(member, tx), ...withdrawn };
  });
}
