import { spellAddress } from "@/lib/platform/email-address";
import { hostedIdentityHost } from "./issuer";

/** `localSessionId`: of a session that this machine issued, which only this machine can end. */
export type SignedIn = { userId: string; email: string; localSessionId: string | null };

const sessions = { exist: true };

/** For a process that serves nobody's browser: from now on nobody has a session here, and what reads one is never loaded. */
export function withoutSessions(): void {
  sessions.exist = false;
}

/** The person behind the request's verified Clerk session, or null. */
export async function readSession(): Promise<SignedIn | null> {
  if (!sessions.exist) return null;
  // Loaded when it is first needed: it brings all of Next with it.
  const identity = await import("@clerk/nextjs/server");
  const { userId, sessionId, sessionClaims } = await identity.auth();
  if (!userId) return null;
  const localSessionId = hostedIdentityHost() === null ? sessionId : null;
  const claimed: unknown = sessionClaims?.email;
  if (typeof claimed === "string" && claimed !== "") return { userId, email: spellAddress(claimed), localSessionId };
  // A Clerk instance whose session token has no email claim: ask Clerk itself.
  const user = await (await identity.clerkClient()).users.getUser(userId);
  return { userId, email: spellAddress(user.primaryEmailAddress?.emailAddress ?? ""), localSessionId };
}
