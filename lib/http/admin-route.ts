import { noteAccess } from "@/lib/foundation/audit/note-access";
import type { AdminCtx, SystemCtx } from "@/lib/platform/ctx";
import { requireAdmin } from "@/lib/foundation/access/require-admin";
import {
  makeRoute,
  namedWorkspace,
  namesWorkspace,
  type RawInput,
  type RouteHandler,
  type RouteOptions,
  type Schemas,
} from "./route";
import { identifyUser } from "./session";

async function identify(request: Request, system: SystemCtx): Promise<AdminCtx> {
  const user = await identifyUser(request, system);
  requireAdmin(user);
  return { ...user, superAdmin: true };
}

/** Reading is recorded here; what changes something writes its own line in its own transaction. */
async function enter(ctx: AdminCtx, raw: RawInput, request: Request): Promise<AdminCtx> {
  if (request.method !== "GET") return ctx;
  const actor = { type: "admin", id: ctx.user.userId };
  const workspaceId = namesWorkspace(raw, request) ? namedWorkspace(raw, request) : null;
  await noteAccess(ctx, { action: "super_admin.read", actor, workspaceId, request });
  return ctx;
}

/** Enters: a super admin. Every use is in the audit log. */
export const adminRoute = <const S extends Schemas>(options: RouteOptions<AdminCtx, S>): RouteHandler =>
  makeRoute({ who: "admin", identify, enter }, options);
