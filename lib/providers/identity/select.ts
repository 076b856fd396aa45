import { env } from "@/lib/platform/env";
import { issuerHost } from "./clerk/issuer";
import type { Issuer, SignedIn } from "./port";

/** The issuer of this installation's sessions: this machine while it holds a key for them, else Clerk. */
export const sessionIssuer = (): Issuer => (env().LOCAL_IDENTITY_KEY_FILE === undefined ? "hosted" : "local");

/** The vendor's host that browsers may speak to; null while sessions are issued on this machine. */
export function hostedIdentityHost(): string | null {
  const issuer = sessionIssuer();
  switch (issuer) {
    case "local":
      return null;
    case "hosted":
      return issuerHost();
  }
}

const sessions = { exist: true };

/** For a process that serves no browser: from now on no request has a session, and the code that reads one is never loaded. */
export function withoutSessions(): void {
  sessions.exist = false;
}

/** The person behind the request's verified session, or null. */
export async function readSession(): Promise<SignedIn | null> {
  if (!sessions.exist) return null;
  const found = await (await import("./clerk/session")).readVerifiedSession();
  if (!found) return null;
  const { sessionId, ...user } = found;
  return { ...user, localSessionId: sessionIssuer() === "local" ? sessionId : null };
}
