import { authenticateRuntime, type RuntimeCtx } from "@/lib/operations/runtimes/authenticate-runtime";
import type { SystemCtx } from "@/lib/platform/ctx";
import { bearerOf } from "./bearer";
import { makeRoute, type RouteHandler, type RouteOptions, type Schemas } from "./route";

const identify = (request: Request, system: SystemCtx): Promise<RuntimeCtx> =>
  authenticateRuntime(system, bearerOf(request));

/** Enters: a company's own runtime, with the token that was made for it. */
export const runtimeRoute = <const S extends Schemas>(options: RouteOptions<RuntimeCtx, S>): RouteHandler =>
  makeRoute({ who: "instance", identify, enter: async (runtime: RuntimeCtx) => runtime }, options);
