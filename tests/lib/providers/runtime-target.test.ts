import { expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { cloudAccounts } from "@/lib/providers/runtime-target";

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

test("all keys are three accounts; a runtime that is there still needs them when the target is another one by now", () => {
  expect(cloudAccounts(parseEnv({ ...BASE, ...CLOUD, RUNTIME_TARGET: "cloud", VERCEL_TEAM_ID: "team_1" }))).toEqual({
    github: { token: "github-token", owner: "acme" },
    neon: { key: "neon-key", organisation: "org-acme", url: "https://console.neon.tech/api/v2" },
    vercel: { token: "vercel-token", team_id: "team_1" },
  });
  const { NEON_API_KEY: _key, NEON_ORG_ID: _org, ...rest } = CLOUD;
  expect(() => cloudAccounts(parseEnv({ ...BASE, ...rest }))).toThrow(
    "Runtimes at GitHub, Neon and Vercel need NEON_API_KEY, NEON_ORG_ID. Set it, then try again.",
  );
});
