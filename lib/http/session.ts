import { actorId, type SystemCtx, type UserCtx, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { isSessionEnded } from "@/lib/foundation/access/is-session-ended";
import { readSession } from "@/lib/providers/identity/select";
import { authenticateKey, looksLikeKey } from "@/lib/foundation/credentials/authenticate-key";
import { bearerOf } from "./bearer";
import { requireOwnOrigin } from "./own-origin";
import { LIMITS, spend } from "./rate-limits";

/** The signed-in person, or 401; 403 `origin.foreign` when another site's page made the browser send their cookie. */
export async function identifyUser(request: Request, system: SystemCtx): Promise<UserCtx> {
  const user = await findSignedIn(system);
  if (!user) throw new AppError("unauthenticated", "Sign in first.", { code: "session.missing" });
  requireOwnOrigin(request);
  await spend(LIMITS.user, user.userId);
  return { ...system, user };
}

/** The person behind the request's session; null without one, or when it was signed out. */
export async function findSignedIn(system: SystemCtx): Promise<UserCtx["user"] | null> {
  const found = await readSession();
  if (!found) return null;
  const { localSessionId, ...user } = found;
  return localSessionId !== null && (await isSessionEnded(system, localSessionId)) ? null : user;
}

/** A person with a session, or a script with one of the workspace's API keys, which has named its workspace by that. */
export type Caller = { user: UserCtx } | { key: WorkspaceCtx };

/** The caller, by session or API key; otherwise 401. */
export async function identifyCaller(request: Request, system: SystemCtx): Promise<Caller> {
  const bearer = bearerOf(request);
  if (bearer === null || !looksLikeKey(bearer)) return { user: await identifyUser(request, system) };
  const key = await authenticateKey(system, bearer);
  await spend(LIMITS.key, actorId(key.actor) ?? key.workspaceId);
  return { key };
}

/** The key's context, if it is a key of that workspace: to a key another workspace is like none. */
export function enterWithKey(key: WorkspaceCtx, workspaceId: string | null): WorkspaceCtx {
  if (workspaceId === key.workspaceId) return key;
  throw new AppError("forbidden", "This API key belongs to another workspace.", { code: "workspace.forbidden" });
}
