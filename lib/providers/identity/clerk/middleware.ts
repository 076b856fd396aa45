import { clerkMiddleware } from "@clerk/nextjs/server";
import { NextRequest, NextResponse, type NextMiddleware } from "next/server";
import { appUrl, env } from "@/lib/platform/env";
import type { Gate } from "../port";
import { hostedIdentityHost } from "../select";
import { issuerHost } from "./issuer";

const REWRITE = "x-middleware-rewrite";
const STATUS = "x-clerk-auth-status";
const HANDSHAKE = "/v1/client/handshake";
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Strips incoming headers of the session gate, so that only the gate itself can set them. */
const withoutClaims = ({ headers }: NextRequest): Headers =>
  new Headers([...headers].filter(([name]) => !name.startsWith("x-clerk-")));

/** Of bearer values only a session is Clerk's to look at here; others it would ask its own API about, for anybody who sends some. */
function bringsForeignBearer({ headers }: NextRequest): boolean {
  const authorization = headers.get("authorization");
  return authorization !== null && !JWT.test(authorization.replace(/^Bearer /i, ""));
}

/** The cookies of a session that this machine issued; Clerk's others make its SDK ask its own API. */
const OUR_COOKIES: ReadonlySet<string> = new Set(["__session", "__client_uat"]);
const HOSTED_COOKIE = /^(__clerk|__refresh|__session|__client_uat|__client|__handshake)/;
const HOSTED_PARAMETER = /^__(clerk|dev_session)/;

/** While sessions are issued on this machine, what belongs to hosted sign-in is taken out of a request before the SDK sees it. */
function withoutHosted(request: NextRequest): NextRequest {
  const ours = request.cookies.getAll().filter(({ name }) => OUR_COOKIES.has(name) || !HOSTED_COOKIE.test(name));
  const headers = new Headers(request.headers);
  headers.set("cookie", ours.map(({ name, value }) => `${name}=${value}`).join("; "));
  return new NextRequest(request.url, { headers, method: request.method });
}

/** The same address without the parameters of hosted sign-in; null when it has none. */
function withoutHostedParameters({ url }: NextRequest): URL | null {
  const clean = new URL(url);
  const hosted = [...clean.searchParams.keys()].filter((name) => HOSTED_PARAMETER.test(name));
  for (const name of hosted) clean.searchParams.delete(name);
  return hosted.length > 0 ? clean : null;
}

/** Clerk renews a session by way of its own host: not for API requests, and not where that host is only a name. */
function isUselessHandshake({ nextUrl }: NextRequest, location: string | null): boolean {
  if (!location || new URL(location, nextUrl).pathname !== HANDSHAKE) return false;
  return hostedIdentityHost() === null || nextUrl.pathname.startsWith("/api/");
}

// Clerk rewrites a request onto itself to hand on what it found. Next takes 127.0.0.1 and localhost for two hosts and would send such
// a request out over the network, to itself, for ever.
function withoutRewrite<R extends Response>(response: R, { nextUrl }: NextRequest): R {
  const rewrite = response.headers.get(REWRITE);
  if (rewrite && new URL(rewrite).pathname === nextUrl.pathname) {
    response.headers.delete(REWRITE);
    response.headers.set("x-middleware-next", "1");
  }
  return response;
}

/** Verifies the session of every request that passes it: signature, times, issuer and the party it was issued to. */
export function sessionGate({ isOpen, refuse, admit }: Gate): NextMiddleware {
  const clerkGate = clerkMiddleware(
    async (auth, request) => {
      const open = isOpen(request);
      const userId = open ? null : (await auth()).userId;
      return open || userId ? admit(request, withoutClaims(request), userId) : refuse(request);
    },
    // The options must be given: Clerk does not read the variable by itself, and checks neither issuer nor party unasked.
    () => ({
      jwtKey: env().CLERK_JWT_KEY,
      signInUrl: "/sign-in",
      issuer: `https://${issuerHost()}`,
      authorizedParties: [new URL(appUrl()).origin],
    }),
  );
  const asNobody = (request: NextRequest): NextResponse | Promise<NextResponse> => {
    if (!isOpen(request)) return refuse(request);
    const headers = withoutClaims(request);
    headers.set(STATUS, "signed-out");
    return admit(request, headers, null);
  };
  return async (asked, event) => {
    const isLocal = hostedIdentityHost() === null;
    const clean = isLocal ? withoutHostedParameters(asked) : null;
    if (clean) return NextResponse.redirect(clean);
    const request = isLocal ? withoutHosted(asked) : asked;
    if (bringsForeignBearer(request)) return asNobody(request);
    const response = await clerkGate(request, event);
    if (!response) return response;
    if (isUselessHandshake(request, response.headers.get("location"))) return asNobody(request);
    return withoutRewrite(response, request);
  };
}
