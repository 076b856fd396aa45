import { beforeAll, expect, test } from "vitest";
import { ownHosts, requireOwnOrigin } from "@/lib/http/own-origin";
import { apiHeaders, pageHeaders, pagePolicy } from "@/lib/http/security-headers";
import { issuerHost } from "@/lib/providers/identity/clerk/issuer";
import { hostedIdentityHost } from "@/lib/providers/identity/select";

// An installation at https with hosted Clerk; the local one is asked over HTTP in tests/e2e/headers.test.ts.
beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    NODE_ENV: "production",
    APP_URL: "https://app.example",
    CLERK_SECRET_KEY: "sk_test_x",
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_test_${Buffer.from("brave-ant-1.clerk.accounts.dev$").toString("base64")}`,
  });
});

const directive = (name: string): string | undefined =>
  pagePolicy("n0nce")
    .split("; ")
    .find((one) => one.startsWith(`${name} `));

test("the issuer is the host in the publishable key", () => {
  expect([issuerHost(), hostedIdentityHost()]).toEqual(Array(2).fill("brave-ant-1.clerk.accounts.dev"));
});

test("where people come by https they are told to stay there", () => {
  for (const headers of [apiHeaders(), pageHeaders(pagePolicy("n0nce"))])
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  expect(pagePolicy("n0nce")).toContain("; upgrade-insecure-requests");
});

test("Clerk's host may be spoken to, and scripts still need the nonce", () => {
  expect(directive("script-src")).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
  expect(directive("connect-src")).toContain("https://brave-ant-1.clerk.accounts.dev");
  expect(directive("img-src")).toBe("img-src 'self' data: blob: https://img.clerk.com");
  expect(directive("frame-src")).toBe("frame-src https://challenges.cloudflare.com");
});

test("only the public host is our own", () => {
  expect([...ownHosts()]).toEqual(["app.example"]);
  const from = (headers: Record<string, string>): (() => void) => {
    const request = new Request("https://app.example/x", { method: "POST", headers });
    return () => requireOwnOrigin(request);
  };
  expect(from({ origin: "https://app.example" })).not.toThrow();
  expect(from({ origin: "https://app.example.evil.example" })).toThrow(
    expect.objectContaining({ code: "origin.foreign" }),
  );
  expect(from({ origin: "http://127.0.0.1:3000" })).toThrow(expect.objectContaining({ code: "origin.foreign" }));
});
