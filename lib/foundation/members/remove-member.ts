import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/platform/text";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { actingMember } from "./acting-member";
import { MemberRemoved } from "./events";
import { assertMayManage, assertOwnerStays, getMember, toShownMember } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { MemberRef, RemoveMember, ShownMember } from "./schemas";
import { deleteMember } from "./store-members";
import { withdrawAccess, type Withdrawn } from "./withdraw-access";

/**
 * Takes a member's access away, at once and in every process, and with it the keys and open invitations they gave out. Only owners
 * remove owners; the last one stays (409 `member.last_owner`). Secrets that an administrator could see are replaced unless `secrets` says
 * to keep them.
 */
export async function removeMember(
  ctx: WorkspaceCtx,
  { userId, secrets = "rotate" }: MemberRef & Partial<RemoveMember>,
): Promise<ShownMember & Withdrawn> {
  requirePermission(ctx, "members.write");

  return withAccessChange(ctx, async (tx) => {
    const acting = await actingMember(tx, "members.write");
    const member = await getMember(tx, userId);
    assertMayManage(acting, [member.role]);
    await deleteMember(tx, userId);
    await assertOwnerStays(tx);
    const { ended, newSecrets } = await withdrawAccess(tx, { member, role: null, secrets });
    const { email, role } = member;
    await appendEvent(tx, MemberRemoved, { userId, email, role, exposure: ended.exposure });
    await recordAudit(tx, {
      action: "member.removed",
      target: { type: "user", id: userId },
      before: { role, email: maskAddress(email) },
      after: ended,
    });
    return { ...toShownMember(member, tx), ...ended, new_secrets: newSecrets };
  });
}
