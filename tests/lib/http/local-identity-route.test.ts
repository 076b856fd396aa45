import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSessionEnded } from "@/lib/foundation/access/is-session-ended";
import { localSignInRoute, localSignOutRoute } from "@/lib/http/local-identity-route";
import { createTestWorld, type TestWorld } from "../../factories/test-world";

const folder = mkdtempSync(join(tmpdir(), "greenlight-identity-"));

let world: TestWorld;
beforeAll(async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = join(folder, "private.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  world = await createTestWorld({ LOCAL_IDENTITY_KEY_FILE: file, APP_URL: "http://127.0.0.1:3000" });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const logins = async () => (await world.admin.query("select * from login_audit order by seq")).rows;

const signIn = (headers: Record<string, string>, body: unknown = { email: "founder@demo.local" }): Promise<Response> =>
  localSignInRoute(
    new Request("http://127.0.0.1:3000/api/local/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve({}) },
  );

test.each(["127.0.0.1:3000", "localhost:3000"])("a page of %s signs in and gets Clerk's two cookies", async (host) => {
  const response = await signIn({ host, origin: `http://${host}` });
  expect(response.status).toBe(200);
  const { user_id, token } = (await response.json()) as Record<string, string>;
  expect(user_id).toMatch(/^user_[0-9a-f]{27}$/);
  const [session, client] = response.headers.getSetCookie();
  expect(session).toBe(`__session=${token}; Path=/; Max-Age=604800; SameSite=Lax; HttpOnly`);
  expect(client).toMatch(/^__client_uat=\d{10}; Path=\/; Max-Age=604800; SameSite=Lax$/);
});

test("a program without an origin may, too", async () => {
  expect((await signIn({ host: "localhost:3000" })).status).toBe(200);
});

test.each<Record<string, string>>([
  { host: "evil.example" },
  { host: "127.0.0.1.evil.example:3000" },
  { host: "127.0.0.1:3001" },
  { host: "127.0.0.1:3000", origin: "https://evil.example" },
  { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" },
  { host: "127.0.0.1:3000", origin: "null" },
])("a foreign host or origin is refused and sets no cookie: %j", async (headers) => {
  const response = await signIn(headers);
  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.json()).toMatchObject({ code: "local_identity.foreign_origin" });
});

test.each(["", "no address", "a@b", `${"x".repeat(250)}@example.com`, null, ["a@example.com"]])(
  "%j is not an email address: 400 that names the field",
  async (email) => {
    const response = await signIn({ host: "localhost:3000" }, { email });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field: "email" });
  },
);

const signOut = (headers: Record<string, string> = {}): Promise<Response> =>
  localSignOutRoute(
    new Request("http://localhost:3000/", { method: "POST", headers: { host: "localhost:3000", ...headers } }),
    { params: Promise.resolve({}) },
  );

test("signing out empties both cookies", async () => {
  expect((await signOut()).headers.getSetCookie()).toEqual([
    "__session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly",
    "__client_uat=0; Path=/; Max-Age=0; SameSite=Lax",
  ]);
});

test("signing in and out is in the login audit, with address, device and session", async () => {
  const device = { host: "localhost:3000", "x-forwarded-for": "203.0.113.7", "user-agent": "Firefox/150" };
  const before = (await logins()).length;
  const response = await signIn(device, { email: "Ada@demo.local" });
  const { user_id, token } = (await response.json()) as Record<string, string>;
  await signOut({ ...device, cookie: `other=1; __session=${token}; __client_uat=1` });
  await signOut({ ...device, authorization: `Bearer ${token}` });
  const lines = (await logins()).slice(before);
  const expected = { user_id, email: "ada@demo.local", ip_address: "203.0.113.7", user_agent: "Firefox/150" };
  expect(lines).toMatchObject([
    { ...expected, event_type: "signed_in" },
    { ...expected, event_type: "signed_out" },
    { ...expected, event_type: "signed_out" },
  ]);
  const session = JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString()) as { sid: string };
  expect(lines.map(({ metadata }) => metadata.session_id)).toEqual([session.sid, session.sid, session.sid]);
});

test("a session that was signed out has ended, and another of the same person goes on", async () => {
  const sidOf = async (response: Response): Promise<{ token: string; sid: string }> => {
    const { token } = (await response.json()) as { token: string };
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sid: string };
    return { token, sid: claims.sid };
  };
  const mine = await sidOf(await signIn({ host: "localhost:3000" }));
  const other = await sidOf(await signIn({ host: "localhost:3000" }));
  await signOut({ authorization: `Bearer ${mine.token}` });
  expect(await isSessionEnded(world.system(), mine.sid)).toBe(true);
  expect(await isSessionEnded(world.system(), other.sid)).toBe(false);
});

test("an invalid session leaves no sign-out in the log", async () => {
  const before = await logins();
  const claims = Buffer.from(JSON.stringify({ sub: "user_victim", iss: "https://clerk.localhost" })).toString(
    "base64url",
  );
  const forged = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
  for (const cookie of ["", "__session=", "__session=x.y.z", `__session=${forged}`])
    expect((await signOut({ cookie })).status).toBe(200);
  expect(await logins()).toEqual(before);
});

test("a refused sign-in leaves no line", async () => {
  const before = await logins();
  await signIn({ host: "evil.example" });
  await signIn({ host: "localhost:3000" }, { email: "no address" });
  expect(await logins()).toEqual(before);
});

test("a sign-in that cannot be recorded is none", async () => {
  await world.admin.query("alter table login_audit rename to login_audit_away");
  const response = await signIn({ host: "localhost:3000" });
  await world.admin.query("alter table login_audit_away rename to login_audit");
  expect(response.status).toBe(500);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.json()).not.toHaveProperty("token");
});
