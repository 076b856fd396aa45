import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/platform/text";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { actingMember } from "./acting-member";
import { MemberRoleChanged } from "./events";
import { assertMayManage, assertOwnerStays, getMember, toShownMember } from "./member-rules";
import { notify } from "@/lib/foundation/notifications/notify";
import { replacedNotice } from "./replaced-notice";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ChangeRole, MemberRef, ShownMember } from "./schemas";
import { updateMemberRole } from "./store-members";
import { withdrawAccess, type Withdrawn } from "./withdraw-access";

const UNCHANGED: Withdrawn = { revoked_keys: 0, revoked_invites: 0, exposure: "unseen", new_secrets: null };

/**
 * Gives a member another role, at once and in every process. Only owners make or change owners; the last owner stays one (409
 * `member.last_owner`). Keys and invitations that go beyond the new role end; a demotion from a role that could see secrets replaces them
 * unless `secrets` says to keep them. The role that the member has already changes nothing.
 */
export async function changeRole(
  ctx: WorkspaceCtx,
  { userId, role, secrets = "rotate" }: MemberRef & Pick<ChangeRole, "role"> & Partial<ChangeRole>,
): Promise<ShownMember & Withdrawn> {
  requirePermission(ctx, "members.write");

  return withAccessChange(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    const before = await getMember(tx, userId);
    assertMayManage(acting, [before.role, role]);
    if (before.role === role) return { ...toShownMember(before, tx), ...UNCHANGED };
    const member = await updateMemberRole(tx, userId, role);
    await assertOwnerStays(tx);
    const { ended, newSecrets } = await withdrawAccess(tx, { member: before, role, secrets });
    await appendEvent(tx, MemberRoleChanged, {
      userId,
      email: member.email,
      from: before.role,
      to: role,
      exposure: ended.exposure,
    });
    await recordAudit(tx, {
      action: "member.role_changed",
      target: { type: "user", id: userId },
      before: { role: before.role },
      after: { role, email: maskAddress(member.email), ...ended },
    });
    if (acting.user_id !== userId) return { ...toShownMember(member, tx), ...ended, new_secrets: newSecrets };
    // Their own demotion: the new secrets are not theirs to see.
    if (newSecrets) await notify(tx, [replacedNotice(`${member.email} is now ${role}`, newSecrets)]);
    return { ...toShownMember(member, tx), ...ended, new_secrets: null };
  });
}
