import { auth, clerkClient } from "@clerk/nextjs/server";

export type SignedIn = { userId: string; email: string };

/** The person behind the request's verified Clerk session, or null. */
export async function readSession(): Promise<SignedIn | null> {
  const { userId, sessionClaims } = await auth();
  if (!userId) return null;
  const claimed: unknown = sessionClaims?.email;
  if (typeof claimed === "string" && claimed !== "") return { userId, email: claimed };
  // A Clerk instance whose session token has no email claim: ask Clerk itself.
  const user = await (await clerkClient()).users.getUser(userId);
  return { userId, email: user.primaryEmailAddress?.emailAddress ?? "" };
}
