import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GROUPS } from "@/lib/platform/env";
import { repositoryRoot } from "@/scripts/runtime/home";
import { parseSettings, requireDatabaseForN8n } from "@/scripts/runtime/settings";

test("nothing set is a whole configuration, and an empty variable is not set", () => {
  const settings = parseSettings({ PORT: "", CLERK_SECRET_KEY: " " });
  expect(settings).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    N8N_MODE: "local",
    N8N_PORT: 5678,
    SIDECAR_PORT: 3100,
    EGRESS_CHECK: false,
  });
  requireDatabaseForN8n(settings);
});

test.each([
  [{ PORT: "eighty" }, /^PORT cannot be used/],
  [{ N8N_MODE: "cloud" }, /^N8N_MODE cannot be used/],
  [{ DATABASE_URL: "mysql://x" }, /^DATABASE_URL cannot be used/],
  [{ CLERK_SECRET_KEY: "sk_live_x" }, /^NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY is missing although CLERK_SECRET_KEY is set/],
  [{ N8N_MODE: "external", N8N_URL: "http://n8n" }, /^N8N_API_KEY is missing although N8N_MODE and N8N_URL is set/],
])("%j ends in one sentence that names the variable", (environment, sentence) => {
  expect(() => parseSettings(environment)).toThrow(sentence);
});

test("a configured database without one for n8n names the three ways out", () => {
  const settings = parseSettings({ DATABASE_URL: "postgresql://a@b/c" });
  expect(() => requireDatabaseForN8n(settings)).toThrow(/N8N_DATABASE_URL.*N8N_MODE=external.*N8N_MODE=off/);
  requireDatabaseForN8n(parseSettings({ DATABASE_URL: "postgresql://a@b/c", N8N_MODE: "off" }));
});

/** Groups that a start completes by itself. */
const PROVIDED = /^(TEST_MAILBOX_|OUTBOX_DIR|LOCAL_SIDECAR_URL|SIDECAR_SIGNING_KEY)/;
const halves = GROUPS.filter(([first = ""]) => !PROVIDED.test(first)).flatMap((group) =>
  group.map((name) => ({ name, others: group.filter((other) => other !== name) })),
);

test.each(halves)("$name without the rest of its group is refused, and the rest is named", ({ name, others }) => {
  const valueOf = (variable: string): string =>
    variable.endsWith("_URL")
      ? "https://x.example"
      : variable.endsWith("_WEBHOOK_SECRET")
        ? "whsec_x"
        : "long-enough.example";
  expect(() => parseSettings({ [name]: valueOf(name) })).toThrow(new RegExp(others.join(" and ")));
});

test.each([
  [{ SUPABASE_URL: "https://x.example" }, "SUPABASE_SERVICE_ROLE_KEY"],
  [{ RESEND_API_KEY: "re_x" }, "EMAIL_DOMAIN"],
  [{ CLERK_SECRET_KEY: "sk_live_x" }, "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  [{ TRUSTED_PROXY_HOPS: "-1" }, "TRUSTED_PROXY_HOPS"],
])("npm start with %j ends before it starts anything, and names %s", (environment, variable) => {
  const home = mkdtempSync(join(tmpdir(), "greenlight-settings-"));
  const started = spawnSync(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    cwd: repositoryRoot,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GREENLIGHT_HOME: home,
      PORT: "0",
      ...environment,
    } as unknown as NodeJS.ProcessEnv,
    encoding: "utf8",
    timeout: 60_000,
  });
  expect(started.stderr).toContain(variable);
  expect(started.stderr.trim().split("\n")).toHaveLength(1);
  expect(started.status).toBe(1);
  expect(["postgres", "processes"].filter((name) => existsSync(join(home, name)))).toEqual([]);
  rmSync(home, { recursive: true });
});
