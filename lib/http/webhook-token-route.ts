import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { authenticateWebhook } from "@/lib/tenancy/authenticate-webhook";
import { makeRoute, namedWorkspace, type RawInput, type RouteHandler, type RouteOptions, type Schemas } from "./route";

function readToken(request: Request): string | null {
  const bearer = request.headers.get("authorization")?.match(/^Bearer (\S+)$/i)?.[1];
  return request.headers.get("x-webhook-token") ?? bearer ?? null;
}

const identify = (request: Request, system: SystemCtx): Promise<WorkspaceCtx> =>
  authenticateWebhook(system, readToken(request));

/** A token speaks for its own workspace only; naming another one is as wrong as a wrong token. */
async function enterNamed(ctx: WorkspaceCtx, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  const items = Array.isArray(raw.body) && raw.body.length > 0 ? raw.body : [raw.body];
  for (const body of items) {
    if (namedWorkspace({ ...raw, body }, request) === ctx.workspaceId) continue;
    throw new AppError("unauthenticated", "This webhook token belongs to another workspace than workspace_id names.", {
      code: "webhook_token.invalid",
    });
  }
  return ctx;
}

/** Enters: the holder of the workspace's webhook token, whose body names that same workspace. */
export const webhookTokenRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ identify, enter: enterNamed }, options);

/** The same for callers with a fixed wire format (OpenAI-shaped): the token alone names the workspace. */
export const gatewayRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ identify, enter: async (ctx) => ctx }, options);
