import type { UserCtx } from "@/lib/platform/ctx";
import { makeRoute, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { identifyUser } from "./session";

/** Enters: anybody who is signed in. */
export const userRoute = <const S extends Schemas>(options: RouteOptions<UserCtx, S>): RouteHandler =>
  makeRoute({ who: "signed_in", identify: identifyUser, enter: async (user) => user }, options);
