import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { Role } from "@/lib/foundation/access/schemas";
import type { Member, ShownMember } from "./schemas";
import { countOwners, findMember } from "./store-members";

/** Only owners make, change or remove owners. `roles` is every role the change takes from somebody or gives to them. */
export function assertMayManage(acting: Member, roles: readonly Role[]): void {
  if (acting.role === "owner" || !roles.includes("owner")) return;
  throw new AppError("forbidden", "Only an owner may make, change or remove an owner. Ask one of the owners.", {
    code: "permission.missing",
    details: { permission: "workspace.own" },
  });
}

/** Which roles somebody of this role can give to others. */
export function grantableRoles(role: Role): Role[] {
  if (!ROLE_PERMISSIONS[role].has("members.write")) return [];
  return Role.options.filter((given) => role === "owner" || given !== "owner");
}

/** Call after the change, under the lock of `actingMember`: whatever was tried at once, one owner stays. */
export async function assertOwnerStays(tx: TxCtx): Promise<void> {
  if ((await countOwners(tx)) > 0) return;
  throw new AppError(
    "conflict",
    "This is the last owner of the workspace. Make somebody else an owner first, or transfer the ownership.",
    { code: "member.last_owner" },
  );
}

export async function getMember(tx: TxCtx, userId: string): Promise<Member> {
  const member = await findMember(tx, userId);
  if (member) return member;
  throw new AppError("not_found", "There is no such member in this workspace.", { code: "member.not_found" });
}

export const alreadyMember = (): AppError =>
  new AppError("conflict", "A person with this address is already a member of this workspace.", {
    code: "member.already",
  });

export const toShownMember = (member: Member, { actor }: Pick<WorkspaceCtx, "actor">): ShownMember => ({
  ...member,
  is_you: actor.type === "user" && actor.userId === member.user_id,
});
