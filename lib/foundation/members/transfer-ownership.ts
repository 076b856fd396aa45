import { recordAudit } from "@/lib/foundation/audit/record-audit";
import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { maskAddress } from "@/lib/platform/text";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { actingMember } from "./acting-member";
import { OwnershipTransferred } from "./events";
import { getMember, toShownMember } from "./member-rules";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ShownMember, TransferOwnership } from "./schemas";
import { updateMemberRole } from "./store-members";
import { withdrawAccess } from "./withdraw-access";

type Transferred = { owner: ShownMember; previous_owner: ShownMember };

/** Makes another member an owner and oneself an admin, in one step. Other owners stay what they are. */
export async function transferOwnership(ctx: WorkspaceCtx, { user_id }: TransferOwnership): Promise<Transferred> {
  requirePermission(ctx, "workspace.own");

  return withAccessChange(ctx, async (tx) => {
    const from = await actingMember(tx, "workspace.own");
    if (from.user_id === user_id) {
      throw new AppError("impossible", "You are the owner already. Choose another member.", {
        code: "ownership.same_member",
        details: { field: "user_id" },
      });
    }
    const to = await getMember(tx, user_id);
    const owner = await updateMemberRole(tx, to.user_id, "owner");
    const previous = await updateMemberRole(tx, from.user_id, "admin");
    const { ended } = await withdrawAccess(tx, { member: from, role: "admin", secrets: "keep" });
    await appendEvent(tx, OwnershipTransferred, {
      from: { userId: from.user_id, email: from.email },
      to: { userId: to.user_id, email: to.email },
    });
    await recordAudit(tx, {
      action: "ownership.transferred",
      target: { type: "user", id: to.user_id },
      before: { role: to.role, owner: from.user_id },
      after: { role: "owner", email: maskAddress(to.email), previous_owner_role: "admin", ...ended },
    });
    return { owner: toShownMember(owner, tx), previous_owner: toShownMember(previous, tx) };
  });
}
