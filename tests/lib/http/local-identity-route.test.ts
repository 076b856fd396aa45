import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localSignInRoute, localSignOutRoute } from "@/lib/http/local-identity-route";

const folder = mkdtempSync(join(tmpdir(), "greenlight-identity-"));

beforeAll(() => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const file = join(folder, "private.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOG_LEVEL: "silent",
    LOCAL_IDENTITY_KEY_FILE: file,
    APP_URL: "http://127.0.0.1:3000",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

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

test("signing out empties both cookies", async () => {
  const request = new Request("http://localhost:3000/", { method: "POST", headers: { host: "localhost:3000" } });
  const response = await localSignOutRoute(request, { params: Promise.resolve({}) });
  expect(response.headers.getSetCookie()).toEqual([
    "__session=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly",
    "__client_uat=0; Path=/; Max-Age=0; SameSite=Lax",
  ]);
});
