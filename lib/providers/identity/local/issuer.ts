import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { importPKCS8, SignJWT } from "jose";
import { AppError } from "@/lib/platform/errors";
import { appUrl, env } from "@/lib/platform/env";

const SESSION_SECONDS = 7 * 24 * 3600;

export type LocalSession = { userId: string; token: string; maxAgeSeconds: number };

/** The same email always has the same user id, in Clerk's form. */
export const localUserId = (email: string): string =>
  `user_${createHash("sha256").update(`greenlight local identity:${email}`).digest("hex").slice(0, 27)}`;

/** Mints a Clerk-shaped RS256 session token that the Clerk SDK verifies through `CLERK_JWT_KEY`; 404 unless the local issuer is on. */
export async function issueLocalSession(email: string): Promise<LocalSession> {
  const { LOCAL_IDENTITY_KEY_FILE } = env();
  if (!LOCAL_IDENTITY_KEY_FILE)
    throw new AppError("not_found", "There is no local sign-in here.", { code: "local_identity.off" });
  const key = await importPKCS8(await readFile(LOCAL_IDENTITY_KEY_FILE, "utf8"), "RS256");
  const address = email.trim().toLowerCase();
  const userId = localUserId(address);
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({ sid: `sess_${randomUUID().replaceAll("-", "")}`, azp: appUrl(), email: address })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "local" })
    .setSubject(userId)
    .setIssuer("https://clerk.localhost")
    .setIssuedAt(now)
    .setNotBefore(now - 5)
    .setExpirationTime(now + SESSION_SECONDS)
    .sign(key);
  return { userId, token, maxAgeSeconds: SESSION_SECONDS };
}
