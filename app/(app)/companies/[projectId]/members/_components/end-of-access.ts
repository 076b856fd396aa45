import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import { seesSecrets } from "@/lib/foundation/access/roles";

/** `role` null: the member is removed; else the role that takes the place of theirs. */
export type EndOfAccess = { member: ShownMember; role: Role | null };

/** Whether a change of role takes away what an administrator sees, so that it is asked about. */
export const endsAccess = (member: ShownMember, role: Role): boolean => seesSecrets(member.role) && !seesSecrets(role);
