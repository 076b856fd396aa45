import type { Db } from "./db";
import type { Permission } from "./permissions";

export type Actor =
  | { type: "user"; userId: string; permissions: ReadonlySet<Permission> }
  /** A super admin: in a workspace that is not theirs, or acting for the operator. */
  | { type: "admin"; userId: string; permissions: ReadonlySet<Permission> }
  | { type: "key"; keyId: string; permissions: ReadonlySet<Permission> }
  | { type: "webhook"; tokenId: string; permissions: ReadonlySet<Permission> }
  /** The company's own mind: it reads and proposes in a founder's name, and is never that founder. */
  | {
      type: "agent";
      agent: "night_shift" | "chat" | "planner";
      onBehalfOf: string;
      permissions: ReadonlySet<Permission>;
    }
  | { type: "recipient"; permissions: ReadonlySet<Permission> }
  | { type: "job"; job: string };

/** The actor's id, as the ledger, the audit log and `created_by` store it; null for an unnamed actor. */
export function actorId(actor: Actor): string | null {
  switch (actor.type) {
    case "user":
    case "admin":
      return actor.userId;
    case "key":
      return actor.keyId;
    case "webhook":
      return actor.tokenId;
    case "agent":
      return actor.agent;
    case "job":
      return actor.job;
    case "recipient":
      return null;
  }
}

/** The person in whose name an agent acts; null for every other actor. */
export const onBehalfOf = (actor: Actor): string | null => (actor.type === "agent" ? actor.onBehalfOf : null);

type RequestScope = {
  requestId: string;
  /** Where the request came from; absent in jobs. */
  address?: string;
  db: Db;
  now: () => Date;
};

/** A signed-in person, before a workspace is known. */
export type UserCtx = RequestScope & { user: { userId: string; email: string } };

/** A super admin, at the admins' own doors. */
export type AdminCtx = UserCtx & { superAdmin: true };

export type WorkspaceCtx = RequestScope & {
  workspaceId: string;
  actor: Actor;
  /** Only for what a frozen workspace still does: honour an opt-out, be frozen, be looked at by an admin. */
  whileFrozen?: true;
};

/** A caller that is not yet anybody: token lookup, health, sweeps. */
export type SystemCtx = RequestScope;
