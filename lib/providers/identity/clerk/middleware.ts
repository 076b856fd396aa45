import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";
import { NextResponse } from "next/server";
import { env } from "@/lib/platform/env";

const isPublicPage = createRouteMatcher(["/", "/sign-in(.*)"]);
const isApi = createRouteMatcher(["/api/(.*)"]);

/** Verifies the session of every request that passes it; without one, pages lead to the sign-in and API routes answer 401. */
export const sessionGate = clerkMiddleware(
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
