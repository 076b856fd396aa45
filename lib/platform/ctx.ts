import type { Db } from "./db";
import type { Permission } from "./permissions";

export type Actor =
  | { type: "user"; userId: string; permissions: ReadonlySet<Permission> }
  | { type: "webhook"; tokenId: string; permissions: ReadonlySet<Permission> }
  | { type: "recipient"; permissions: ReadonlySet<Permission> }
  | { type: "job"; job: string };

/** Somebody who signed in, before a workspace is known. */
export type UserCtx = {
  user: { userId: string; email: string };
  requestId: string;
  db: Db;
  now: () => Date;
};

export type WorkspaceCtx = {
  workspaceId: string;
  actor: Actor;
  requestId: string;
  db: Db;
  now: () => Date;
};

/** A caller that is not yet anybody: token lookup, health, sweeps. */
export type SystemCtx = Pick<WorkspaceCtx, "requestId" | "db" | "now">;
