import { beforeAll, describe, expect, it } from "vitest";
import { Founder, productRuntime } from "../support/founder";

const ALWAYS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

describe("every answer", () => {
  let url: string;
  let founder: Founder;
  beforeAll(async () => {
    ({ url } = await productRuntime());
    founder = await Founder.signIn("headers@founders.example");
  });

  const headersOf = async (path: string, init: RequestInit = {}): Promise<Record<string, string>> => {
    const response = await fetch(url + path, { redirect: "manual", ...init });
    await response.arrayBuffer();
    return { ...Object.fromEntries(response.headers), status: String(response.status) };
  };
  const signedIn = (): RequestInit => ({ headers: { authorization: `Bearer ${founder.token}` } });

  it.each([
    ["/", 200],
    ["/sign-in", 200],
    ["/companies", 307],
    ["/nowhere", 307],
    ["/icon.svg", 200],
    ["/favicon.ico", 200],
    ["/social.png", 200],
    ["/geist-latin.woff2", 200],
    ["/robots.txt", 200],
    ["/manifest.webmanifest", 200],
    ["/u/nothing", 404],
    ["/api/health", 200],
    ["/api/projects", 401],
    ["/api/nowhere", 401],
    ["/api/events", 405],
  ])("to %s (%i) cannot be sniffed, framed or read by others, and asks for no device", async (path, status) => {
    const headers = await headersOf(path);
    expect(headers).toMatchObject({ ...ALWAYS, status: String(status) });
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-powered-by"]).toBeUndefined();
  });

  it.each(["/api/health", "/api/projects", "/api/nowhere"])(
    "of the API (%s) is no page and is kept nowhere",
    async (path) => {
      expect(await headersOf(path)).toMatchObject({
        "content-security-policy": expect.stringContaining("default-src 'none'"),
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-request-id": expect.stringMatching(/./),
      });
    },
  );

  it("of the API to somebody who signed in says the same", async () => {
    expect(await headersOf("/api/projects", signedIn())).toMatchObject({
      status: "200",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "cache-control": "no-store",
    });
  });

  it.each([
    ["/api/nowhere", 404],
    ["/api/events", 405],
    ["/api/admin/nowhere", 404],
    ["/icon.svg", 200],
    ["/g.js", 200],
  ])("that no verb gives (%s, %i) is no page either", async (path, status) => {
    expect(await headersOf(path, signedIn())).toMatchObject({
      status: String(status),
      "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
    });
  });

  it.each(["/", "/companies"])(
    "that is a page (%s) runs scripts by a nonce of its own, and nothing inline or evaluated",
    async (path) => {
      const policies = await Promise.all(
        [1, 2].map(async () => (await headersOf(path, signedIn()))["content-security-policy"] ?? ""),
      );
      const nonces = policies.map(
        (policy) => /script-src 'self' 'nonce-([^']{22,})' 'strict-dynamic'/.exec(policy)?.[1],
      );
      expect(new Set(nonces).size).toBe(2);
      for (const policy of policies) {
        expect(policy).toMatch(/(^|; )default-src 'self'(;|$)/);
        expect(policy).toMatch(/frame-ancestors 'none'/);
        expect(policy).toMatch(/base-uri 'none'/);
        expect(policy).toMatch(/form-action 'self'(;|$)/);
        expect(policy).toMatch(/img-src 'self' data: blob:(;|$)/);
        expect(/script-src[^;]*/.exec(policy)?.[0]).not.toMatch(/unsafe-(inline|eval)/);
        expect(policy).not.toContain("clerk");
      }
    },
  );

  it("does not take its nonce from the request", async () => {
    const response = await fetch(`${url}/`, {
      headers: { "x-nonce": "planted", "content-security-policy": "x 'nonce-planted'" },
    });
    expect(response.headers.get("content-security-policy")).not.toContain("planted");
    expect(await response.text()).not.toContain("planted");
  });

  it("to a recipient loads our font alone, runs nothing and leaks no address", async () => {
    expect(await headersOf(`/u/${"x".repeat(43)}`)).toMatchObject({
      ...ALWAYS,
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; font-src 'self'; style-src 'sha256-[^;]*; form-action 'self'/,
      ),
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
  });
});
