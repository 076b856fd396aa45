import { beforeEach, expect, test, vi } from "vitest";

const TOKEN = "global-token-of-at-least-32-characters";

beforeEach(() => {
  vi.resetModules();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
  });
});

test.each([
  ["without its flag", TOKEN, ""],
  ["when the flag says no", TOKEN, "false"],
  ["when there is none", "", "true"],
])("there is no global token %s", async (_, token, flag) => {
  Object.assign(process.env, { DASH_WEBHOOK_TOKEN: token, ALLOW_GLOBAL_WEBHOOK_TOKEN: flag });
  const { isGlobalToken } = await import("@/lib/foundation/credentials/is-global-token");
  for (const given of [TOKEN, "", null]) expect(isGlobalToken(given)).toBe(false);
});
