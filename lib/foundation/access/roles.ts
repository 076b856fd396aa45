import { PERMISSIONS, type Permission } from "@/lib/platform/permissions";
import type { Role } from "./schemas";

/** Only an owner may give the workspace away. */
const OWNERSHIP: readonly Permission[] = ["workspace.own"];
const ADMINISTRATION: readonly Permission[] = [
  "workspace.write",
  "members.write",
  "tokens.rotate",
  "keys.write",
  "integrations.write",
  "ignition.launch",
  "billing.write",
];
const READING = PERMISSIONS.filter((permission) => permission.endsWith(".read"));
const without = (taken: readonly Permission[]): ReadonlySet<Permission> =>
  new Set(PERMISSIONS.filter((permission) => !taken.includes(permission)));

/** The permissions of each role of a workspace. */
export const ROLE_PERMISSIONS: Record<Role, ReadonlySet<Permission>> = {
  owner: new Set(PERMISSIONS),
  admin: without(OWNERSHIP),
  member: without([...OWNERSHIP, ...ADMINISTRATION]),
  viewer: new Set(READING),
};

/** Whether a role can be shown the plain text of a webhook token or a secret key: it may make them. */
export const seesSecrets = (role: Role): boolean =>
  ROLE_PERMISSIONS[role].has("tokens.rotate") || ROLE_PERMISSIONS[role].has("keys.write");

const NEVER_OF_A_KEY: readonly Permission[] = [
  "workspace.own",
  "members.write",
  "keys.write",
  "tokens.rotate",
  "sequence.write",
  "drafts.write",
  "approvals.decide",
  "chat.write",
  "billing.read",
  "billing.write",
];

/** The permissions that an API key can have: none that grants access to others, none of the workflows' own, and no decision that only a person may take. */
export const KEY_SCOPES: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !NEVER_OF_A_KEY.includes(permission),
);
