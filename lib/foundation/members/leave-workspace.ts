import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { maskAddress } from "@/lib/foundation/vault/mask";
import { withAccessChange } from "@/lib/foundation/access/access-cache";
import { actingMember } from "./acting-member";
import { MemberLeft } from "./events";
import { assertOwnerStays, toShownMember } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ShownMember } from "./schemas";
import { deleteMember } from "./store-members";
import { withdrawAccess, type Withdrawn } from "./withdraw-access";

/** Ends one's own membership, whatever the role, with the keys and open invitations one gave out. The last owner stays (409). */
export async function leaveWorkspace(ctx: WorkspaceCtx): Promise<ShownMember & Withdrawn> {
  requirePermission(ctx, "workspace.read");

  return withAccessChange(ctx, async (tx) => {
    const member = await actingMember(tx, "workspace.read");
    const { user_id: userId, email, role } = member;
    await deleteMember(tx, userId);
    await assertOwnerStays(tx);
    const withdrawn = await withdrawAccess(tx, userId, null);
    await appendEvent(tx, MemberLeft, { userId, email, role });
    await recordAudit(tx, {
      action: "member.left",
      target: { type: "user", id: userId },
      before: { role, email: maskAddress(email) },
      after: withdrawn,
    });
    return { ...toShownMember(member, tx), ...withdrawn };
  });
}
