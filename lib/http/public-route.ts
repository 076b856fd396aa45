import type { SystemCtx } from "@/lib/platform/ctx";
import { makeRoute, OPEN_DOOR, type RouteHandler, type RouteOptions, type Schemas } from "./route";
import { addHeaders } from "./security-headers";

/** From here on a status says that we cannot now (429) or are at fault (5xx). */
const NOT_NOW = 429;

type Options<S extends Schemas> = RouteOptions<SystemCtx, S> & {
  /** The page for a person when something fails on our side; without it the error is JSON. */
  failurePage?: (status: number) => Response;
};

/** Enters: anybody. Its answer must be safe for any caller. */
export function publicRoute<const S extends Schemas>({ failurePage, ...options }: Options<S>): RouteHandler {
  const route = makeRoute({ ...OPEN_DOOR, body: undefined }, options);
  if (!failurePage) return route;
  const answer = async (...call: Parameters<RouteHandler>): Promise<Response> => {
    const response = await route(...call);
    if (response.status < NOT_NOW) return response;
    const page = failurePage(response.status);
    addHeaders(page.headers, Object.fromEntries(response.headers));
    return page;
  };
  return Object.assign(answer, { access: route.access });
}
