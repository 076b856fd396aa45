import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { Permission } from "@/lib/platform/permissions";
import { keepLegacyApart } from "./legacy-workspace";

type Asking = Pick<WorkspaceCtx, "actor"> & Partial<Pick<WorkspaceCtx, "workspaceId">>;

/**
 * Throws `permission.missing` unless the actor may do this. Jobs act for Greenlight itself and may. 409 `workspace.legacy` where the legacy
 * workspace is kept apart.
 */
export function requirePermission({ actor, workspaceId }: Asking, permission: Permission): void {
  if (workspaceId !== undefined) keepLegacyApart(workspaceId, permission);
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
