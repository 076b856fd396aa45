import { createHash, createPublicKey, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { errors, importPKCS8, jwtVerify, SignJWT } from "jose";
import { spellAddress } from "@/lib/platform/email-address";
import { AppError } from "@/lib/platform/errors";
import { appUrl, env } from "@/lib/platform/env";

const SESSION_SECONDS = 7 * 24 * 3600;

const ISSUER = "https://clerk.localhost";

type LocalPerson = { userId: string; email: string; sessionId: string };
/** `issuedAt` in whole seconds, as the token has it: Clerk refuses a session that seems older than its sign-in. */
export type LocalSession = LocalPerson & { token: string; issuedAt: number; maxAgeSeconds: number };

/** The same email always has the same user id, in Clerk's form. */
export const localUserId = (email: string): string =>
  `user_${createHash("sha256").update(`greenlight local identity:${email}`).digest("hex").slice(0, 27)}`;

/** Mints a Clerk-shaped RS256 session token that the Clerk SDK verifies through `CLERK_JWT_KEY`; 404 unless the local issuer is on. */
export async function issueLocalSession(email: string): Promise<LocalSession> {
  const { LOCAL_IDENTITY_KEY_FILE } = env();
  if (!LOCAL_IDENTITY_KEY_FILE)
    throw new AppError("not_found", "There is no local sign-in here.", { code: "local_identity.off" });
  const key = await importPKCS8(await readFile(LOCAL_IDENTITY_KEY_FILE, "utf8"), "RS256");
  const address = spellAddress(email);
  const userId = localUserId(address);
  const now = Math.floor(Date.now() / 1000);
  const sessionId = `sess_${randomUUID().replaceAll("-", "")}`;
  const token = await new SignJWT({ sid: sessionId, azp: appUrl(), email: address })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "local" })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setIssuedAt(now)
    .setNotBefore(now - 5)
    .setExpirationTime(now + SESSION_SECONDS)
    .sign(key);
  return { userId, email: address, sessionId, token, issuedAt: now, maxAgeSeconds: SESSION_SECONDS };
}

/** Whose session token this is; null for one that is not valid here, or where the local issuer is off. */
export async function readLocalSession(
  token: string | undefined,
): Promise<(LocalPerson & { expiresAt: string }) | null> {
  const { LOCAL_IDENTITY_KEY_FILE } = env();
  if (!LOCAL_IDENTITY_KEY_FILE || !token) return null;
  const key = createPublicKey(await readFile(LOCAL_IDENTITY_KEY_FILE, "utf8"));
  const verified = await jwtVerify(token, key, { issuer: ISSUER, algorithms: ["RS256"] }).catch(ifJose);
  if (!verified) return null;
  const { sub = "", email, sid, exp = 0 } = verified.payload;
  const expiresAt = new Date(exp * 1_000).toISOString();
  return { userId: sub, email: String(email), sessionId: String(sid), expiresAt };
}

/** A token that does not verify is no session; anything else is trouble. */
function ifJose(error: unknown): null {
  if (error instanceof errors.JOSEError) return null;
  throw error;
}
