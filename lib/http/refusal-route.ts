import { AppError } from "@/lib/platform/errors";
import type { SystemCtx } from "@/lib/platform/ctx";
import { makeRoute, type RouteHandler } from "./route";

/** An answer where nothing is: it lets nobody in, so it declares nobody. */
export type Refusal = ((...call: Parameters<RouteHandler>) => Promise<Response>) & { refuses: true };
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** Enough to recognise one's own request by. */
const SHOWN = 200;

const nobody = { who: "anybody", body: "unread", identify: async (_: Request, system: SystemCtx) => system } as const;

function refusal(errorFor: (asked: string) => AppError): Refusal {
  const answer = makeRoute(
    { ...nobody, enter: async (system: SystemCtx) => system },
    {
      input: {},
      handler: async (_ctx, _input, request) => {
        throw errorFor(`${request.method} ${new URL(request.url).pathname.slice(0, SHOWN)}`);
      },
    },
  );
  return Object.assign((...call: Parameters<RouteHandler>) => answer(...call), { refuses: true } as const);
}

/** What an address answers that nobody has: 404 `route.not_found`, whatever one tries there. */
export function noRoute(): Record<Method | "OPTIONS", Refusal> {
  const refuse = refusal(
    (asked) =>
      new AppError("not_found", `There is no ${asked} here. Look for the right address in /docs/api.`, {
        code: "route.not_found",
      }),
  );
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}

const allowedBy = (declared: readonly string[]): string[] =>
  [...declared, ...(declared.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();

/**
 * What a route answers to the methods it does not declare: 405 `method.not_allowed` with `allow`, and to OPTIONS just that. Next would do
 * it without a word. Destructure exactly the others: `export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });`
 */
export function otherMethods<Declared extends Method>(
  declared: Record<Declared, RouteHandler>,
): Record<Exclude<Method, Declared> | "OPTIONS", Refusal> {
  const allow = allowedBy(Object.keys(declared));
  const refuse = refusal(
    (asked) =>
      new AppError("wrong_method", `${asked} does not exist; this address takes ${allow.join(", ")}.`, {
        code: "method.not_allowed",
        details: { allow },
      }),
  );
  const options = async (): Promise<Response> =>
    new Response(null, { status: 204, headers: { allow: allow.join(", ") } });
  const others = METHODS.filter((method) => !(method in declared)).map((method) => [method, refuse] as const);
  return {
    ...Object.fromEntries(others),
    OPTIONS: Object.assign(options, { refuses: true } as const),
  } as Record<Exclude<Method, Declared> | "OPTIONS", Refusal>;
}
