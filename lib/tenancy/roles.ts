import { PERMISSIONS, type Permission } from "@/lib/platform/permissions";
import type { Role } from "./schemas";

const ADMINISTRATION: readonly Permission[] = ["workspace.write", "tokens.rotate", "ignition.launch"];

/** What each role of a workspace may do. */
export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  admin: new Set(PERMISSIONS),
  member: new Set(PERMISSIONS.filter((permission) => !ADMINISTRATION.includes(permission))),
  viewer: new Set(PERMISSIONS.filter((permission) => permission.endsWith(".read"))),
};
