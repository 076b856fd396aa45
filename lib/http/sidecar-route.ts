import { authenticateInstance, type InstanceCtx } from "@/lib/operations/fleet/authenticate-instance";
import { AppError } from "@/lib/platform/errors";
import type { SystemCtx } from "@/lib/platform/ctx";
import { bearerOf } from "./bearer";
import { makeRoute, type RawInput, type RouteHandler, type RouteOptions, type Schemas } from "./route";

/** The raw text is what was signed; only then is it read as JSON. */
async function enter(system: SystemCtx, raw: RawInput, request: Request): Promise<InstanceCtx> {
  const body = String(raw.body ?? "");
  const ctx = await authenticateInstance(system, { token: bearerOf(request), body });
  raw.body = parse(body);
  return ctx;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new AppError("invalid", "The body is not JSON.", { code: "body.unreadable" });
  }
}

/** Enters: a machine, by the signature of its own key over the body's bytes. */
export const sidecarRoute = <const S extends Schemas>(options: RouteOptions<InstanceCtx, S>): RouteHandler =>
  makeRoute({ who: "instance", body: "text", identify: async (_request, system: SystemCtx) => system, enter }, options);
