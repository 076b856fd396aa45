import { expect, test } from "vitest";
import { parseEnv } from "@/lib/platform/env";

const KEY = "ab".repeat(32);
const enough = { DATABASE_URL: "postgresql://u@h/d", ENCRYPTION_MASTER_KEY: KEY };

test("a database and a master key are enough; the rest has defaults, and an empty variable is none", () => {
  expect(parseEnv({ ...enough, PORT: "", ANTHROPIC_API_KEY: "" })).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATABASE_POOL_SIZE: 20,
    WORKER_MODE: "in-process",
  });
  expect(parseEnv({ ...enough, ANTHROPIC_API_KEY: "" }).ANTHROPIC_API_KEY).toBeUndefined();
});

test.each([
  ["DATABASE_URL", undefined],
  ["DATABASE_URL", "mysql://u@h/d"],
  ["ENCRYPTION_MASTER_KEY", undefined],
  ["ENCRYPTION_MASTER_KEY", "short"],
  ["ENCRYPTION_MASTER_KEY", `${KEY}0`],
  ["ENCRYPTION_MASTER_KEY_PREVIOUS", "zz".repeat(32)],
  ["PORT", "70000"],
  ["PORT", "http"],
  ["APP_URL", "not a url"],
  ["WORKER_MODE", "sometimes"],
  ["DATABASE_POOL_SIZE", "1"],
  ["LOCAL_MODE", "yes"],
])("%s=%s is one sentence that names it", (name, value) => {
  expect(() => parseEnv({ ...enough, [name]: value })).toThrow(
    new RegExp(`^The environment is not usable: ${name}: .+\\.$`),
  );
});

test("a secret is not repeated in the sentence", () => {
  expect(() => parseEnv({ ...enough, ENCRYPTION_MASTER_KEY: "hunter2" })).toThrow(
    expect.not.stringContaining("hunter2"),
  );
});

test.each([
  [["CLERK_SECRET_KEY"], ["NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"]],
  [["TEST_MAILBOX_HOST"], ["TEST_MAILBOX_PORT", "OUTBOX_DIR"]],
  [["TEST_MAILBOX_PORT", "OUTBOX_DIR"], ["TEST_MAILBOX_HOST"]],
  [["SIDECAR_SIGNING_KEY"], ["LOCAL_SIDECAR_URL"]],
])("%j without %j is half a group", (given, missing) => {
  const values: Record<string, string> = { LOCAL_SIDECAR_URL: "http://127.0.0.1:1", TEST_MAILBOX_PORT: "25" };
  const some = Object.fromEntries(given.map((name) => [name, values[name] ?? "x"]));
  expect(() => parseEnv({ ...enough, ...some })).toThrow(
    `${given.join(" and ")} is set but ${missing.join(" and ")} is missing: set all of them or none.`,
  );
});
