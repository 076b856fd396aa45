import type { SystemCtx } from "@/lib/platform/ctx";
import { makeRoute, type RouteHandler, type RouteOptions, type Schemas } from "./route";

type Options<Ctx, S extends Schemas> = RouteOptions<Ctx, S> & {
  /** Resolves the token in the path's `token`; throws 403 when it is not one of ours or has expired. */
  open: (system: SystemCtx, token: string) => Promise<Ctx>;
};

/** Enters: whoever holds a link we signed, for what it says, as long as it says. The body is left to the handler, unread. */
export const linkRoute = <Ctx, const S extends Schemas>({ open, ...options }: Options<Ctx, S>): RouteHandler =>
  makeRoute(
    {
      who: "signature",
      body: "unread",
      identify: async (_request, system: SystemCtx) => system,
      enter: (system, raw) => open(system, String(raw.params.token)),
    },
    options,
  );
