import { auth, clerkClient } from "@clerk/nextjs/server";
import { spellAddress } from "@/lib/platform/email-address";

type Verified = { userId: string; email: string; sessionId: string };

/** The person behind the request's session, verified by Clerk's SDK, or null. Loading this loads all of Next. */
export async function readVerifiedSession(): Promise<Verified | null> {
  const { userId, sessionId, sessionClaims } = await auth();
  if (!userId) return null;
  const claimed: unknown = sessionClaims?.email;
  if (typeof claimed === "string" && claimed !== "") return { userId, email: spellAddress(claimed), sessionId };
  // A Clerk instance whose session token has no email claim: ask Clerk itself.
  const user = await (await clerkClient()).users.getUser(userId);
  return { userId, email: spellAddress(user.primaryEmailAddress?.emailAddress ?? ""), sessionId };
}
