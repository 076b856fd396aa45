import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { Feature } from "@/lib/platform/features";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { type ProjectKeyKind } from "@/lib/foundation/credentials/schemas";
import { enterProject } from "./project-route";
import { admitProjectKey, LIMITS, spend } from "./rate-limits";
import {
  makeRoute,
  OPEN_DOOR,
  whileOn,
  type RawInput,
  type RouteHandler,
  type RouteOptions,
  type Schemas,
} from "./route";
import { identifyCaller, type Caller } from "./session";

/** Accepts the company's own key in x-project-key, else a session or an API key of the workspace. */
type Sender = { key: string; system: SystemCtx } | { caller: Caller };

const ANY_ORIGIN = {
  "access-control-allow-origin": "*",
  // The website has to read nothing but the answer.
  "cross-origin-resource-policy": "cross-origin",
};
const PREFLIGHT = {
  ...ANY_ORIGIN,
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type, x-project-key",
  "access-control-max-age": "86400",
};

/** A website's developer is told about the missing key, not about a session. */
function keyMissing(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== "session.missing") throw error;
  throw new AppError(
    "unauthenticated",
    "Send one of the company's keys in the header x-project-key, or sign in first.",
    {
      code: error.code,
    },
  );
}

async function identify(request: Request, system: SystemCtx): Promise<Sender> {
  const key = request.headers.get("x-project-key");
  if (key === null) return { caller: await identifyCaller(request, system).catch(keyMissing) };
  admitProjectKey(system.address);
  return { key, system };
}

const enterAs =
  (kinds: readonly ProjectKeyKind[]) =>
  async (sender: Sender, raw: RawInput, request: Request): Promise<WorkspaceCtx> => {
    if ("caller" in sender) return enterProject(sender.caller, raw, request);
    const { projectId } = ProjectRef.parse(raw.params);
    const ctx = await authenticateProjectKey(sender.system, { key: sender.key, projectId, kinds });
    await spend(LIMITS.projectKey, projectId);
    return ctx;
  };

/** A page of any website may call and read the answer; cookies are never part of that. */
function fromAnywhere(route: RouteHandler): RouteHandler {
  const answer = async (...call: Parameters<RouteHandler>): Promise<Response> => {
    const response = await route(...call);
    for (const [name, value] of Object.entries(ANY_ORIGIN)) response.headers.set(name, value);
    return response;
  };
  return Object.assign(whileOn(route.access.feature, answer), { access: route.access });
}

const keyRoute = <const S extends Schemas>(
  kinds: readonly ProjectKeyKind[],
  options: RouteOptions<WorkspaceCtx, S>,
): RouteHandler => makeRoute({ who: "project_key", identify, enter: enterAs(kinds) }, options);

/** Enters: a company's website or server with one of its keys, from any origin; a member with a session; an API key of the workspace. */
export const websiteRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  fromAnywhere(keyRoute(["publishable", "secret"], options));

/** Enters: a company's server with its secret key; a member with a session; an API key of the workspace. */
export const serverRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  keyRoute(["secret"], options);

/** Answers the preflight request of a {@link websiteRoute} from another origin. Enters: anybody. */
export const preflightRoute = ({ feature }: { feature?: Feature } = {}): RouteHandler =>
  makeRoute(OPEN_DOOR, {
    input: {},
    status: 204,
    feature,
    handler: async () => new Response(null, { status: 204, headers: PREFLIGHT }),
  });
