import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { enterWorkspace } from "@/lib/tenancy/enter-workspace";
import { makeRoute, namedWorkspace, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { identifyUser } from "./session";

/** Enters: a member of the workspace that the request names. What they may do there is the verb's question. */
export const workspaceRoute = <const S extends Schemas>(options: RouteOptions<WorkspaceCtx, S>): RouteHandler =>
  makeRoute(
    { identify: identifyUser, enter: async (user, raw, request) => enterWorkspace(user, namedWorkspace(raw, request)) },
    options,
  );
