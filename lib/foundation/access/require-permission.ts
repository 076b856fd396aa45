import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/platform/permissions";

/** Throws `permission.missing` unless the actor may do this. Jobs act for Greenlight itself and may. */
export function requirePermission(ctx: Pick<WorkspaceCtx, "actor">, permission: Permission): void {
  const { actor } = ctx;
  if (actor.type === "job" || actor.permissions.has(permission)) return;
  throw new AppError(
    "forbidden",
    `You may not do this: it needs the permission ${permission}. Ask an owner of the workspace.`,
    {
      code: "permission.missing",
      details: { permission },
    },
  );
}
