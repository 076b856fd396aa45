import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/platform/text";
import { notify } from "@/lib/foundation/notifications/notify";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { actingMember } from "./acting-member";
import { MemberLeft } from "./events";
import { assertOwnerStays, toShownMember } from "./member-rules";
import { replacedNotice } from "./replaced-notice";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ShownMember } from "./schemas";
import { deleteMember } from "./store-members";
import { withdrawAccess, type Withdrawn } from "./withdraw-access";

/**
 * Ends one's own membership, whatever the role, with the keys and open invitations one gave out. The last owner stays (409). Secrets that
 * the leaver could see are replaced, and the workspace is notified, because no other member decides about it in that moment.
 */
export async function leaveWorkspace(ctx: WorkspaceCtx): Promise<ShownMember & Withdrawn> {
  requirePermission(ctx, "workspace.read");

  return withAccessChange(ctx, async (tx) => {
    const member = await actingMember(tx, "workspace.read");
    const { user_id: userId, email, role } = member;
    await deleteMember(tx, userId);
    await assertOwnerStays(tx);
    const { ended, newSecrets } = await withdrawAccess(tx, { member, role: null, secrets: "rotate" });
    await appendEvent(tx, MemberLeft, { userId, email, role, exposure: ended.exposure });
    if (newSecrets) await notify(tx, [replacedNotice(`${email} left`, newSecrets)]);
    await recordAudit(tx, {
      action: "member.left",
      target: { type: "user", id: userId },
      before: { role, email: maskAddress(email) },
      after: ended,
    });
    return { ...toShownMember(member, tx), ...ended, new_secrets: null };
  });
}
