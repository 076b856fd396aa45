import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";

/** `roles` are those that can be given; `why` says why nothing can be done here. */
export type Powers = { roles: Role[]; remove: boolean; leave: boolean; why: string | null };
type Onlooker = { mine: Role | null; owners: number };

const ONLY_OWNER = "You are the only owner: to leave or take another role, transfer the ownership first.";

/** The roles somebody can give: never one above their own. */
export const rolesToGive = (mine: Role): Role[] =>
  mine === "owner" ? ["viewer", "member", "admin", "owner"] : ["viewer", "member", "admin"];

/** The actions that a member may take on another; the API checks again. */
export function powersOver(member: ShownMember, { mine, owners }: Onlooker): Powers {
  const leave = member.is_you;
  if (member.role === "owner" && owners === 1) {
    return { roles: [], remove: false, leave: false, why: leave ? ONLY_OWNER : null };
  }
  if (mine === "owner" || (mine === "admin" && member.role !== "owner")) {
    return { roles: rolesToGive(mine).toReversed(), remove: !leave, leave, why: null };
  }
  return { roles: [], remove: false, leave, why: null };
}
