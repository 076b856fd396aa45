import { actorId, type SystemCtx, type WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { isGlobalToken } from "@/lib/foundation/credentials/is-global-token";
import { enterWithGlobalToken } from "@/lib/foundation/credentials/enter-with-global-token";
import { authenticateWebhook, eventsRejected } from "@/lib/foundation/credentials/authenticate-webhook";
import {
  makeRoute,
  namedWorkspace,
  namesWorkspace,
  type RawInput,
  type RouteHandler,
  type RouteOptions,
  type Schemas,
} from "./route";
import { bearerOf } from "./bearer";
import { LIMITS, spend } from "./rate-limits";

/** The holder of one workspace's token, or of the installation's global one, who still has to name a workspace. */
type Caller = { token: WorkspaceCtx } | { global: SystemCtx };

const identifyBy =
  (options: { settling?: boolean }) =>
  async (request: Request, system: SystemCtx): Promise<Caller> => {
    const token = request.headers.get("x-webhook-token") ?? bearerOf(request);
    if (isGlobalToken(token)) return { global: system };
    const known = await authenticateWebhook(system, token, options);
    await spend(LIMITS.token, actorId(known.actor) ?? known.workspaceId);
    return { token: known };
  };
const identify = identifyBy({});

const foreign = (place: Place): AppError =>
  new AppError("unauthenticated", "This webhook token belongs to another workspace than workspace_id names.", {
    code: "webhook_token.invalid",
    details: place,
  });

/** Which one of a batch it was. */
type Place = { index?: number };

function namedAt(place: Place, raw: RawInput, request: Request): string {
  try {
    return namedWorkspace(raw, request);
  } catch (error) {
    if (!(error instanceof AppError) || place.index === undefined) throw error;
    throw new AppError(error.kind, error.message, { code: error.code, details: { ...error.details, ...place } });
  }
}

/** A token speaks for its own workspace only; naming another one is as wrong as a wrong token. */
async function enterNamed(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  const isBatch = Array.isArray(raw.body) && raw.body.length > 0;
  const items: unknown[] = isBatch ? (raw.body as unknown[]) : [raw.body];
  const placeOf = (index: number): Place => (isBatch ? { index } : {});
  const named = items.map((body, index) => namedAt(placeOf(index), { ...raw, body }, request));
  const [first = ""] = named;
  const workspaceId = "token" in caller ? caller.token.workspaceId : first;
  const other = named.findIndex((name) => name !== workspaceId);
  if (other !== -1) throw foreign(placeOf(other));
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

/** The token names the workspace; a request that names another one is refused. */
async function enterEngine(caller: Caller, raw: RawInput, request: Request): Promise<WorkspaceCtx> {
  return "token" in caller && !namesWorkspace(raw, request) ? caller.token : enterNamed(caller, raw, request);
}

/** Enters: a workflow with its workspace's webhook token. */
export const engineRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute({ who: "webhook_token", identify, enter: enterEngine }, heardAsAtTheDoor(options));

/** The same, to settle a claim: also with a token that a freeze revoked, so that claims from before it do not stay open. */
export const claimRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute(
    { who: "webhook_token", identify: identifyBy({ settling: true }), enter: enterEngine },
    heardAsAtTheDoor(options),
  );
