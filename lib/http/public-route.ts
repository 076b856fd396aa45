import type { SystemCtx } from "@/lib/platform/ctx";
import { makeRoute, type RouteHandler, type RouteOptions, type Schemas } from "./route";

/** Enters: anybody. What it answers must be fit for anybody. */
export const publicRoute = <const S extends Schemas>(options: RouteOptions<SystemCtx, S>): RouteHandler =>
  makeRoute({ who: "anybody", identify: async (_request, system) => system, enter: async (system) => system }, options);
