import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "@/scripts/runtime/home";
import { Founder, productHome, productRuntime } from "../support/founder";

type Claims = { sub?: string; azp?: string; iss?: string; exp?: number; nbf?: number; iat?: number };

const DAY = 24 * 3600;
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a session", () => {
  let url: string;
  let founder: Founder;
  let key: KeyObject;
  let good: Required<Claims> & { sid: string; email: string };

  beforeAll(async () => {
    ({ url } = await productRuntime());
    founder = await Founder.signIn("sessions@founders.example");
    const home = resolve(repositoryRoot, productHome());
    key = createPrivateKey(await readFile(join(home, "identity", "private.pem"), "utf8"));
    const now = Math.floor(Date.now() / 1000);
    good = {
      sub: founder.userId,
      azp: url,
      iss: "https://clerk.localhost",
      exp: now + DAY,
      nbf: now - 5,
      iat: now,
      sid: "sess_forged",
      email: "sessions@founders.example",
    };
  });

  const sign = (claims: Claims, by: KeyObject = key): Promise<string> =>
    new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: "RS256", typ: "JWT", kid: "local" }).sign(by);

  /** The answers of the API and of a page to a session, sent as bearer and as cookie. */
  async function answersTo(token: string): Promise<{ bearer: number; cookie: number; code: unknown; page: string }> {
    const cookie = `__session=${token}; __client_uat=${good.iat - 10}`;
    const asBearer = await fetch(`${url}/api/projects`, { headers: { authorization: `Bearer ${token}` } });
    const asCookie = await fetch(`${url}/api/projects`, { headers: { cookie } });
    const headers = { cookie, accept: "text/html", "sec-fetch-dest": "document" };
    const page = await fetch(`${url}/companies`, { headers, redirect: "manual" });
    const { code } = (await asBearer.json()) as { code?: unknown };
    await Promise.all([asCookie.arrayBuffer(), page.arrayBuffer()]);
    return {
      bearer: asBearer.status,
      cookie: asCookie.status,
      code,
      page: page.status === 200 ? "shown" : new URL(page.headers.get("location") ?? "", url).pathname,
    };
  }

  const refused = { bearer: 401, cookie: 401, code: "session.missing", page: "/sign-in" };

  it("of this shape is let in, so that what follows is refused for its own reason", async () => {
    expect(await answersTo(await sign({}))).toEqual({ bearer: 200, cookie: 200, code: undefined, page: "shown" });
  });

  it("that was signed out is over at once, and another of the same person is not", async () => {
    const [ended, other] = [await Founder.signIn("out@founders.example"), await Founder.signIn("out@founders.example")];
    expect(await answersTo(ended.token)).toMatchObject({ bearer: 200, cookie: 200, page: "shown" });
    await ended.post("/api/local/sign-out", {});
    expect(await answersTo(ended.token)).toMatchObject({ bearer: 401, cookie: 401, code: "session.missing" });
    expect(await answersTo(other.token)).toMatchObject({ bearer: 200, cookie: 200, page: "shown" });
  });

  it.each<[string, (now: number) => Claims]>([
    ["has expired", (now) => ({ exp: now - 60, iat: now - DAY, nbf: now - DAY })],
    ["is not valid yet", (now) => ({ nbf: now + 600 })],
    ["was issued in the future", (now) => ({ iat: now + 600 })],
    ["never expires", () => ({ exp: undefined })],
    ["was issued to another site", () => ({ azp: "https://evil.example" })],
    ["was issued to nobody", () => ({ azp: undefined })],
    ["is of another issuer", () => ({ iss: "https://clerk.evil.example" })],
    ["is of no issuer", () => ({ iss: undefined })],
    ["names nobody", () => ({ sub: undefined })],
    ["names the empty person", () => ({ sub: "" })],
  ])("that %s is 401, and its page is the sign-in", async (_why, claims) => {
    expect(await answersTo(await sign(claims(good.iat)))).toEqual(refused);
  });

  it("signed by another key is 401", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    expect(await answersTo(await sign({}, privateKey))).toEqual(refused);
  });

  it("whose claims were changed after it was signed is 401", async () => {
    const [header, , signature] = (await sign({})).split(".");
    expect(await answersTo(`${header}.${base64url({ ...good, sub: "user_admin" })}.${signature}`)).toEqual(refused);
  });

  it("with `alg: none`, signed or not, is 401", async () => {
    const [, , signature] = (await sign({})).split(".");
    for (const alg of ["none", "None", "NONE"]) {
      const unsigned = `${base64url({ alg, typ: "JWT", kid: "local" })}.${base64url(good)}`;
      expect(await answersTo(`${unsigned}.`)).toEqual(refused);
      expect(await answersTo(`${unsigned}.${signature}`)).toEqual(refused);
    }
  });

  it("signed with HS256 and the public key as its secret is 401", async () => {
    const text = `${base64url({ alg: "HS256", typ: "JWT", kid: "local" })}.${base64url(good)}`;
    const publicKey = createPublicKey(key);
    const secrets = [
      publicKey.export({ type: "spki", format: "pem" }),
      publicKey.export({ type: "spki", format: "der" }),
    ];
    for (const secret of secrets) {
      const signature = createHmac("sha256", secret).update(text).digest("base64url");
      expect(await answersTo(`${text}.${signature}`)).toEqual(refused);
    }
  });

  it("that the caller only claims to have been verified is 401", async () => {
    const token = await sign({});
    const response = await fetch(`${url}/api/projects`, {
      headers: {
        "x-clerk-auth-status": "signed-in",
        "x-clerk-auth-token": token,
        "x-clerk-auth-signature": "0".repeat(40),
        "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
      },
    });
    expect(response.status).toBe(401);
  });

  it.each(["ak_0123456789", "oat_0123456789", "mt_0123456789", "nonsense", "a.b", ""])(
    "that is %j, which only the vendor could look up, is 401 without asking anybody",
    async (bearer) => {
      const response = await fetch(`${url}/api/projects`, { headers: { authorization: `Bearer ${bearer}` } });
      expect(response.status).toBe(401);
    },
  );

  describe("that comes by cookie", () => {
    const post = async (headers: Record<string, string>): Promise<{ status: number; code: unknown }> => {
      const response = await fetch(`${url}/api/projects`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          cookie: `__session=${founder.token}; __client_uat=${good.iat - 10}`,
          ...headers,
        },
        body: "{}",
      });
      return { status: response.status, code: ((await response.json()) as { code: unknown }).code };
    };
    const passes = { status: 400, code: "request.invalid" };
    const foreign = { status: 403, code: "origin.foreign" };

    it("changes things for this application's own pages", async () => {
      expect(await post({ "sec-fetch-site": "same-origin" })).toEqual(passes);
      expect(await post({ origin: url })).toEqual(passes);
    });

    it.each([
      {},
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://127.0.0.1:1" },
      { authorization: "Basic dTpw", "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[])("changes nothing for %j", async (headers) => {
      const answer = await post(headers);
      expect(headers.authorization ? { ...foreign, status: 401, code: "session.missing" } : foreign).toEqual(answer);
    });

    it("is kept where scripts cannot read it", async () => {
      const response = await fetch(`${url}/api/local/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "sessions@founders.example" }),
      });
      const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith("__session="));
      expect(session).toMatch(/; HttpOnly$/);
      expect(session).toContain("; SameSite=Lax");
    });
  });
});
