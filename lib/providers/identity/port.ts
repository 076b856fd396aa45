import type { NextRequest, NextResponse } from "next/server";

/** `local`: sessions that this machine issues; `hosted`: those of Clerk. The Clerk SDK verifies both. */
export type Issuer = "local" | "hosted";

/** `localSessionId`: of a session that this machine issued, which only this machine can end. */
export type SignedIn = { userId: string; email: string; localSessionId: string | null };

/** The decisions of the application about a request whose session is verified. */
export type Gate = {
  /** Whether a request without a session may pass, too. */
  isOpen: (request: NextRequest) => boolean;
  /** The answer to a request that may not pass. */
  refuse: (request: NextRequest) => NextResponse;
  /** Lets a request go on, with these headers; `userId` is whose session was asked for. */
  admit: (request: NextRequest, headers: Headers, userId: string | null) => NextResponse | Promise<NextResponse>;
};
