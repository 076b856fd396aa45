import { actorId, type SystemCtx, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { enterWithGlobalToken, isGlobalToken } from "@/lib/tenancy/authenticate-global-token";
import { authenticateWebhook, eventsRejected } from "@/lib/tenancy/authenticate-webhook";
import { makeRoute, namedWorkspace, type RawInput, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { bearerOf } from "./bearer";
import { LIMITS, spend } from "./rate-limits";

/** The holder of one workspace's token, or of the installation's global one, who still has to name a workspace. */
type Caller = { token: WorkspaceCtx } | { global: SystemCtx };

async function identify(request: Request, system: SystemCtx): Promise<Caller> {
  const token = request.headers.get("x-webhook-token") ?? bearerOf(request);
  if (isGlobalToken(token)) return { global: system };
  const known = await authenticateWebhook(system, token);
  await spend(LIMITS.token, actorId(known.actor) ?? known.workspaceId);
  return { token: known };
}

const foreign = (): AppError =>
  new AppError("unauthenticated", "This webhook token belongs to another workspace than workspace_id names.", {
    code: "webhook_token.invalid",
  });

/** A token speaks for its own workspace only; naming another one is as wrong as a wrong token. */
async function enterNamed(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  const items = Array.isArray(raw.body) && raw.body.length > 0 ? raw.body : [raw.body];
  const named = new Set(items.map((body) => namedWorkspace({ ...raw, body }, request)));
  const [workspaceId = ""] = named;
  if (named.size > 1 || ("token" in caller && caller.token.workspaceId !== workspaceId)) throw foreign();
  return "token" in caller ? caller.token : enterWithGlobalToken(caller.global, workspaceId, request);
}

/** A workspace that was frozen between the door and the commit hears the same as one that was frozen before. */
const heardAsAtTheDoor = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): typeof options => ({
  ...options,
  handler: (...call) =>
    options.handler(...call).catch((error: unknown) => {
      throw error instanceof AppError && error.code === "workspace.frozen" ? eventsRejected() : error;
    }),
});

/** Enters: the holder of the workspace's webhook token, whose body names that same workspace. */
export const webhookTokenRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ who: "webhook_token", identify, enter: enterNamed }, heardAsAtTheDoor(options));

async function enterByToken(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  if ("token" in caller) return caller.token;
  // The wire format has no field for it: the header x-workspace-id names the workspace.
  return enterWithGlobalToken(caller.global, namedWorkspace({ ...raw, body: undefined }, request), request);
}

/** The same for callers with a fixed wire format (OpenAI-shaped): the token alone names the workspace. */
export const gatewayRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ who: "gateway_token", identify, enter: enterByToken }, heardAsAtTheDoor(options));
