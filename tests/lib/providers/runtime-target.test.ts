import { expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { cloudAccounts, renderAccount, vercelAccount, wantedTarget } from "@/lib/providers/runtime-target";

const BASE = { DATABASE_URL: "postgresql://u@h/d", ENCRYPTION_MASTER_KEY: "ab".repeat(32) };
const CLOUD = {
  APP_URL: "https://greenlight.example",
  ...{ GITHUB_TOKEN: "github-token", GITHUB_OWNER: "acme" },
  ...{ NEON_API_KEY: "neon-key", NEON_ORG_ID: "org-acme", VERCEL_TOKEN: "vercel-token" },
};

test("without a word runtimes are on this machine, also where keys of other uses are set", () => {
  expect(parseEnv({ ...BASE, GITHUB_TOKEN: "x", VERCEL_TOKEN: "y" }).RUNTIME_TARGET).toBe("local");
  expect(() => parseEnv({ ...BASE, RUNTIME_TARGET: "moon" })).toThrow(/RUNTIME_TARGET/);
});

test.each(Object.keys(CLOUD))("the cloud without %s does not start, and says so in one sentence", (name) => {
  const rest = Object.fromEntries(Object.entries(CLOUD).filter(([key]) => key !== name));
  const sentence = `RUNTIME_TARGET is cloud but ${name} is missing.`;
  expect(() => parseEnv({ ...BASE, ...rest, RUNTIME_TARGET: "cloud" })).toThrow(sentence);
});

const RENDER = { RUNTIME_HOSTING: "render", RENDER_API_KEY: "render-key", RENDER_OWNER_ID: "tea-acme" };

test.each(["RENDER_API_KEY", "RENDER_OWNER_ID"])("Render as the host without %s does not start", (name) => {
  const { VERCEL_TOKEN: _token, ...without } = { ...CLOUD, ...RENDER };
  const rest = Object.fromEntries(Object.entries(without).filter(([key]) => key !== name));
  expect(() => parseEnv({ ...BASE, ...rest, RUNTIME_TARGET: "cloud" })).toThrow(
    `RUNTIME_TARGET is cloud but ${name} is missing.`,
  );
});

test("the host is Vercel unless Render is asked for, and only where runtimes are made elsewhere", () => {
  const target = (more: Record<string, string>) => wantedTarget(parseEnv({ ...BASE, ...CLOUD, ...more }));
  expect([
    target({}),
    target(RENDER),
    target({ RUNTIME_TARGET: "cloud" }),
    target({ ...RENDER, RUNTIME_TARGET: "cloud" }),
  ]).toEqual(["local", "local", "cloud", "cloud_render"]);
  expect(() => target({ RUNTIME_HOSTING: "heroku" })).toThrow(/RUNTIME_HOSTING/);
});

test("all keys are four accounts; a runtime that is there still needs them when the target is another one by now", () => {
  const whole = parseEnv({ ...BASE, ...CLOUD, ...RENDER, VERCEL_TEAM_ID: "team_1" });
  expect(cloudAccounts(whole)).toEqual({
    github: { token: "github-token", owner: "acme" },
    neon: { key: "neon-key", organisation: "org-acme", url: "https://console.neon.tech/api/v2" },
  });
  expect(vercelAccount(whole)).toEqual({ token: "vercel-token", team_id: "team_1" });
  expect(renderAccount(whole)).toEqual({
    key: "render-key",
    owner: "tea-acme",
    region: "frankfurt",
    url: "https://api.render.com/v1",
    repositories: "https://github.com/acme",
  });
  const { NEON_API_KEY: _key, NEON_ORG_ID: _org, VERCEL_TOKEN: _token, ...rest } = CLOUD;
  const some = parseEnv({ ...BASE, ...rest });
  for (const [account, missing] of [
    [cloudAccounts, "NEON_API_KEY, NEON_ORG_ID"],
    [vercelAccount, "VERCEL_TOKEN"],
    [renderAccount, "RENDER_API_KEY, RENDER_OWNER_ID"],
  ] as const)
    expect(() => account(some)).toThrow(`Runtimes in the operator’s accounts need ${missing}. Set it, then try again.`);
});
