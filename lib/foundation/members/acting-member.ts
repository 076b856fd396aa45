import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/platform/permissions";
import type { TxCtx } from "@/lib/platform/transaction";
import { holdAccess } from "@/lib/foundation/access/hold-access";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import type { Member } from "./schemas";
import { findMember } from "./store-members";

/**
 * Locks the workspace's members until the transaction ends and answers who acts, with the role they have now: what the request entered
 * with may be taken back already. 403 unless that is a member who may do this; keys and jobs are nobody here.
 */
export async function actingMember(tx: TxCtx, permission: Permission): Promise<Member> {
  await holdAccess(tx);
  const { actor } = tx;
  const member = actor.type === "user" ? await findMember(tx, actor.userId) : null;
  if (!member || actor.type !== "user") {
    throw new AppError("forbidden", "Only a member of this workspace may do this, signed in as themselves.", {
      code: "workspace.forbidden",
    });
  }
  requirePermission({ actor: { ...actor, permissions: ROLE_PERMISSIONS[member.role] } }, permission);
  return member;
}
