import { expect, test } from "vitest";
import { parseSettings, requireDatabaseForN8n } from "@/scripts/runtime/settings";

test("nothing set is a whole configuration, and an empty variable is not set", () => {
  const settings = parseSettings({ PORT: "", CLERK_SECRET_KEY: " " });
  expect(settings).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    N8N_MODE: "local",
    N8N_PORT: 5678,
    SIDECAR_PORT: 3100,
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
