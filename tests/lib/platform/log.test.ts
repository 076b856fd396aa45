import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";

const secret = randomBytes(32).toString("hex");

/** The output of a process that logs a secret this way. */
function written(statement: string, level = "info"): string {
  const code = `import("./lib/platform/log.ts").then(({ log }) => { const secret = process.env.THE_SECRET; ${statement} })`;
  const environment = {
    ...process.env,
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOG_LEVEL: level,
    THE_SECRET: secret,
  };
  return execFileSync(process.execPath, ["--import", "tsx", "-e", code], { env: environment, encoding: "utf8" });
}

test("one JSON line; credentials are cut out by name, whatever they look like", () => {
  const fields = `{
    password: "hunter2", token: "hunter2", authorization: "hunter2",
    credential: { password: "hunter2", data: { user: "hunter2" } },
    request: { headers: new Headers({ cookie: "hunter2", accept: "text/csv" }) },
    options: new Map([["api_key", "hunter2"]]),
    workspace_id: "w1", token_id: "t1", hash: "${"a".repeat(64)}",
  }`;
  const line = written(`log().info(${fields}, "said")`);
  expect(line).not.toContain("hunter2");
  expect(line.trim().split("\n")).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({
    msg: "said",
    workspace_id: "w1",
    token_id: "t1",
    hash: "a".repeat(64),
    password: "[redacted]",
    request: { headers: { cookie: "[redacted]", accept: "text/csv" } },
  });
});

test.each([
  ["a message", "log().info(`The key glk_${secret} is wrong`)"],
  ["a value in a message", "log().info('The token is %s', secret)"],
  ["an object in a message", "log().info('It is %j', { note: 'Bearer ' + secret, password: secret })"],
  ["a field", "log().info({ note: 'see https://x.example/invites/' + secret }, 'Here')"],
  ["an error alone", "log().error(new Error('Bad key ' + secret))"],
  ["an error with a message", "log().error(new Error('Bad key ' + secret), 'It failed')"],
  ["an error as a field", "log().error({ err: new Error('Bad key ' + secret) }, 'It failed')"],
  ["an error of another name", "log().error({ error: new Error('Bad key ' + secret) }, 'It failed')"],
  ["a cause", "log().error({ err: new Error('No', { cause: new Error(secret) }) }, 'It failed')"],
  ["errors together", "log().error({ err: new AggregateError([new Error(secret)], 'No') }, 'It failed')"],
  [
    "an error's own field",
    "log().error(Object.assign(new Error('No'), { config: { headers: { authorization: secret } } }))",
  ],
  ["bytes", "log().info({ key: Buffer.from(secret) }, 'Here')"],
])("a secret does not get into the log in %s", (_where, statement) => {
  const line = written(statement);
  expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  expect(line).not.toContain(secret);
});

test("an error is told with its stack and causes", () => {
  const line = written("log().error({ err: new TypeError('No', { cause: new Error('Because') }) }, 'It failed')");
  expect(JSON.parse(line)).toMatchObject({
    msg: "It failed",
    err: { type: "TypeError", message: "No", stack: expect.stringContaining("at "), cause: { message: "Because" } },
  });
  expect(JSON.parse(written("log().error(new Error('Alone'))"))).toMatchObject({
    msg: "Alone",
    err: { message: "Alone" },
  });
});

test("lines below the level are not written", () => {
  expect(written("log().info({ a: 1 }, 'said')", "warn")).toBe("");
});
