import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyToken } from "@clerk/backend";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueLocalSession, readLocalSession } from "@/lib/providers/identity/local/issuer";

const folder = mkdtempSync(join(tmpdir(), "greenlight-identity-"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicPem = (key = privateKey): string =>
  createPublicKey(key.export({ type: "pkcs8", format: "pem" }))
    .export({ type: "spki", format: "pem" })
    .toString();

beforeAll(() => {
  const file = join(folder, "private.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOCAL_IDENTITY_KEY_FILE: file,
    APP_URL: "http://127.0.0.1:3000/",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

test("Clerk's own SDK verifies the token, without any network", async () => {
  const { token, userId, maxAgeSeconds } = await issueLocalSession("founder@demo.local");
  const claims = await verifyToken(token, { jwtKey: publicPem(), authorizedParties: ["http://127.0.0.1:3000"] });
  expect(claims).toMatchObject({
    sub: userId,
    sid: expect.stringMatching(/^sess_[0-9a-f]{32}$/),
    iss: "https://clerk.localhost",
    azp: "http://127.0.0.1:3000",
    email: "founder@demo.local",
  });
  expect(claims.exp - claims.iat).toBe(maxAgeSeconds);
  expect(claims.nbf).toBeLessThanOrEqual(claims.iat);
});

test("another issuer's key, another party and a changed token are refused", async () => {
  const { token } = await issueLocalSession("founder@demo.local");
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  await expect(verifyToken(token, { jwtKey: publicPem(stranger) })).rejects.toThrow();
  await expect(
    verifyToken(token, { jwtKey: publicPem(), authorizedParties: ["https://evil.example"] }),
  ).rejects.toThrow();
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as object;
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: "user_admin" })).toString("base64url");
  await expect(verifyToken([header, forged, signature].join("."), { jwtKey: publicPem() })).rejects.toThrow();
});

test("whose token it is, is read only from one that this issuer signed and that has not ended", async () => {
  const { token, userId, sessionId, issuedAt, maxAgeSeconds } = await issueLocalSession("founder@demo.local");
  const expiresAt = new Date((issuedAt + maxAgeSeconds) * 1_000).toISOString();
  expect(await readLocalSession(token)).toEqual({ userId, email: "founder@demo.local", sessionId, expiresAt });
  const claims = { sub: userId, sid: "sess_1", email: "founder@demo.local", iss: "https://clerk.localhost" };
  const signed = (over: object, key = privateKey): Promise<string> =>
    new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + 60, ...over })
      .setProtectedHeader({ alg: "RS256" })
      .sign(key);
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  for (const wrong of [
    await signed({ exp: 1 }),
    await signed({ iss: "https://evil.example" }),
    await signed({}, stranger),
    new UnsecuredJWT(claims).encode(),
    "x.y.z",
    "",
    undefined,
  ])
    expect(await readLocalSession(wrong)).toBeNull();
});

test("the same email is the same person, however it is written; another email is another one", async () => {
  const idOf = async (email: string): Promise<string> => (await issueLocalSession(email)).userId;
  const id = await idOf("founder@demo.local");
  expect(id).toMatch(/^user_[0-9a-f]{27}$/);
  expect(await idOf("  Founder@DEMO.local ")).toBe(id);
  expect(await idOf("founder+1@demo.local")).not.toBe(id);
});

test("two sign-ins are two sessions", async () => {
  const [one, two] = [await issueLocalSession("a@example.com"), await issueLocalSession("a@example.com")];
  const sidOf = async (token: string): Promise<string> => (await verifyToken(token, { jwtKey: publicPem() })).sid;
  expect(await sidOf(one.token)).not.toBe(await sidOf(two.token));
});
