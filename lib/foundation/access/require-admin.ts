import type { AdminCtx, UserCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { isSuperAdmin } from "./super-admins";

/** The first line of every admin verb: throws 403 `admin.forbidden` unless the person is in SUPER_ADMIN_IDS. */
export function requireAdmin(ctx: UserCtx): asserts ctx is AdminCtx {
  if (isSuperAdmin(ctx.user.userId)) return;
  throw new AppError("forbidden", "This is for the administrators of this installation.", { code: "admin.forbidden" });
}
