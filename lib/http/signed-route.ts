import type { SystemCtx } from "@/lib/platform/ctx";
import { makeRoute, type RouteHandler, type RouteOptions, type Schemas } from "./route";

export type SignedCtx<Payload> = SystemCtx & { payload: Payload };

type Options<Payload, S extends Schemas> = RouteOptions<SignedCtx<Payload>, S> & {
  /** The content of a signed body; throws 401 when the signature does not match its bytes. */
  verify: (body: string, headers: Headers) => Promise<Payload> | Payload;
};

/** Enters: a sender whose signature over the body's bytes fits. Nothing is parsed before that. */
export const signedRoute = <Payload, const S extends Schemas>({
  verify,
  ...options
}: Options<Payload, S>): RouteHandler =>
  makeRoute(
    {
      who: "signature",
      body: "text",
      identify: async (_request, system: SystemCtx) => system,
      enter: async (system, raw, request) => ({
        ...system,
        payload: await verify(String(raw.body ?? ""), request.headers),
      }),
    },
    options,
  );
