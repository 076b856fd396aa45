import type { SystemCtx, UserCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { readSession } from "@/lib/providers/identity/clerk/session";

/** The signed-in person, or 401. */
export async function identifyUser(_request: Request, system: SystemCtx): Promise<UserCtx> {
  const user = await readSession();
  if (!user) throw new AppError("unauthenticated", "Sign in first.", { code: "session.missing" });
  return { ...system, user };
}
