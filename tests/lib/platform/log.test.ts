import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

/** What a process writes that logs this. */
function logged(fields: object, level = "info"): string {
  const code = `import("./lib/platform/log.ts").then(({ log }) => log().info(${JSON.stringify(fields)}, "said"))`;
  const environment = {
    ...process.env,
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOG_LEVEL: level,
  };
  return execFileSync(process.execPath, ["--import", "tsx", "-e", code], { env: environment, encoding: "utf8" });
}

test("one JSON line; credentials are cut out by name", () => {
  const secret = "hunter2-hunter2";
  const line = logged({
    password: secret,
    token: secret,
    authorization: secret,
    credential: { password: secret, token: secret, data: { user: secret } },
    request: { authorization: secret, cookie: secret },
    workspace_id: "w1",
  });
  expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({ msg: "said", workspace_id: "w1", password: "[redacted]" });
});

test("what is below the level is not written", () => {
  expect(logged({ a: 1 }, "warn")).toBe("");
});
