import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";
import { NextResponse, type NextMiddleware } from "next/server";
import { env } from "@/lib/platform/env";

const isPublicPage = createRouteMatcher(["/", "/sign-in(.*)"]);
const isApi = createRouteMatcher(["/api/(.*)"]);

const clerkGate = clerkMiddleware(
  async (auth, request) => {
    if (isPublicPage(request)) return;
    const { userId } = await auth();
    if (userId) return;
    if (isApi(request)) {
      return NextResponse.json(
        { error: "Sign in first.", code: "session.missing", request_id: crypto.randomUUID() },
        { status: 401 },
      );
    }
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", request.nextUrl.pathname + request.nextUrl.search);
    return NextResponse.redirect(signIn);
  },
  // The option must be given: Clerk does not read the variable by itself.
  () => ({ jwtKey: env().CLERK_JWT_KEY, signInUrl: "/sign-in" }),
);

const REWRITE = "x-middleware-rewrite";

/** Verifies the session of every request that passes it; without one, pages lead to the sign-in and API routes answer 401. */
export const sessionGate: NextMiddleware = async (request, event) => {
  const response = await clerkGate(request, event);
  const rewrite = response?.headers.get(REWRITE);
  // Clerk rewrites a request onto itself to hand on what it found. Next takes 127.0.0.1 and localhost for two hosts and would
  // send such a request out over the network, to itself, for ever.
  if (response && rewrite && new URL(rewrite).pathname === request.nextUrl.pathname) {
    response.headers.delete(REWRITE);
    response.headers.set("x-middleware-next", "1");
  }
  return response;
};
