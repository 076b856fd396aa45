import { AppError } from "@/lib/platform/errors";
import type { Feature } from "@/lib/platform/features";
import { askedOf, makeRoute, nowhere, OPEN_DOOR, whileOn, type RouteHandler } from "./route";

/** An answer where nothing is: it lets nobody in, so it declares nobody. */
export type Refusal = ((...call: Parameters<RouteHandler>) => Promise<Response>) & { refuses: true };
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A function of its own, because the mark would stay on one that is passed on. */
const asRefusal = (answer: (...call: Parameters<RouteHandler>) => Promise<Response>): Refusal =>
  Object.assign((...call: Parameters<RouteHandler>) => answer(...call), { refuses: true } as const);

/** Answers an address that does not exist: 404 `route.not_found`, whatever one tries there. */
export function noRoute(): Record<Method | "OPTIONS", Refusal> {
  const refuse = asRefusal(nowhere);
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}

function wrongMethod(allow: string[], feature: Feature | undefined): Refusal {
  const handler = async (_ctx: unknown, _input: unknown, request: Request): Promise<never> => {
    const sentence = `${askedOf(request)} does not exist; this address takes ${allow.join(", ")}.`;
    throw new AppError("wrong_method", sentence, { code: "method.not_allowed", details: { allow } });
  };
  return asRefusal(makeRoute(OPEN_DOOR, { input: {}, feature, handler }));
}

/** An address belongs to one feature or to none: whatever is asked there is hidden with it. */
function featureOf(declared: readonly RouteHandler[]): Feature | undefined {
  const [feature, ...others] = new Set(declared.map(({ access }) => access.feature));
  if (others.length > 0) throw new Error("The methods of one address belong to different features.");
  return feature;
}

const allowedBy = (declared: readonly string[]): string[] =>
  [...declared, ...(declared.includes("GET") ? ["HEAD"] : []), "OPTIONS"].toSorted();

/**
 * Answers the methods that a route does not declare: 405 `method.not_allowed` with `allow`, and to OPTIONS just that. Next would do
 * it without a word. Destructure exactly the others: `export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });`
 * While the declared ones are hidden with their feature, so are these.
 */
export function otherMethods<Declared extends Method>(
  declared: Record<Declared, RouteHandler>,
): Record<Exclude<Method, Declared> | "OPTIONS", Refusal> {
  const allow = allowedBy(Object.keys(declared));
  const feature = featureOf(Object.values<RouteHandler>(declared));
  const refuse = wrongMethod(allow, feature);
  const options = async (): Promise<Response> =>
    new Response(null, { status: 204, headers: { allow: allow.join(", ") } });
  const others = METHODS.filter((method) => !(method in declared)).map((method) => [method, refuse] as const);
  return {
    ...Object.fromEntries(others),
    OPTIONS: asRefusal(whileOn(feature, options)),
  } as Record<Exclude<Method, Declared> | "OPTIONS", Refusal>;
}
