import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact, redactText } from "@/lib/platform/redact";
import { growsLinearly } from "../../support/grows-linearly";

const HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const JWT = "eyJhbGciOiJFZERTQSJ9.eyJ3b3Jrc3BhY2UiOiI0MiJ9.c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4";
const PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----";
const CUT = "[redacted]";

/** Sentences as vendors, drivers and our own code log them, and what may be left of them. */
const SENTENCES: readonly [string, string][] = [
  ["connect to postgresql://app:p4ss@w0rd@db:5432/x failed", `connect to postgresql://app:${CUT}@db:5432/x failed`],
  ["GET /x?token=abc&page=2 404", `GET /x?token=${CUT}&page=2 404`],
  [`GET /invites/${HEX} 200`, `GET /invites/${CUT} 200`],
  ["webhook_token=abc; next", `webhook_token=${CUT}; next`],
  ['{"user":"ada","smtp_password":"hunter2","port":25}', `{"user":"ada","smtp_password":"${CUT}","port":25}`],
  ['body: {\\"password\\":\\"hunter2\\"}', `body: {\\"password\\":\\"${CUT}\\"}`],
  ["Authorization: Digest abc\r\nHost: x", `Authorization: ${CUT}\r\nHost: x`],
  ["x-webhook-token: abc\nAccept: */*", `x-webhook-token: ${CUT}\nAccept: */*`],
  ["Authorization: Basic dXNlcjpwYXNz", `Authorization: ${CUT}`],
  ["Sent Bearer abc.def, twice", `Sent ${CUT}, twice`],
  [`Key glk_${HEX} is revoked`, `Key ${CUT} is revoked`],
  ["No such key: sk-proj-abcdefghijklmnopqrstu", `No such key: ${CUT}`],
  ["Stripe sk_live_4eC39HqLyjWDarjtT1zdp7dc refused", `Stripe ${CUT} refused`],
  ["signing with whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", `signing with ${CUT}`],
  ["Resend re_12345678_abcdefghijklmnop is unknown", `Resend ${CUT} is unknown`],
  ["remote: ghp_abcdefghijklmnopqrstuvwxyz0123456789 denied", `remote: ${CUT} denied`],
  [`jwt malformed: ${JWT}`, `jwt malformed: ${CUT}`],
  [`cannot read ${PEM}`, `cannot read ${CUT}`],
  ["Enter your password: it is the one you chose.", "Enter your password: it is the one you chose."],
  ["The token is missing.", "The token is missing."],
];

/** Lines of the log as they are written, and the fields that have to be cut out of them. */
const LINES: readonly [string, Record<string, unknown>, readonly string[]][] = [
  ["a request", { method: "POST", status: 200, headers: { cookie: "a=b", accept: "*/*" } }, ["cookie"]],
  ["headers", { headers: new Headers({ authorization: "x", "x-api-key": "x" }) }, ["authorization", "x-api-key"]],
  ["a webhook", { "x-webhook-token": "abc", workspace_id: "w" }, ["x-webhook-token"]],
  ["a mail account", { host: "smtp.x", user: "ada", smtpPassword: "hunter2" }, ["smtpPassword"]],
  ["a sealed row", { id: "1", data_encrypted: "abc", key_sealed: "abc" }, ["data_encrypted", "key_sealed"]],
  [
    "an environment",
    { PORT: 3000, ENCRYPTION_MASTER_KEY: "x", PGPASSWORD: "x" },
    ["ENCRYPTION_MASTER_KEY", "PGPASSWORD"],
  ],
  ["a client", { client_id: "c", clientSecret: "x", accesstoken: "x" }, ["clientSecret", "accesstoken"]],
  ["bytes", { name: "a", passphrase: Buffer.from("hunter2") }, ["passphrase"]],
  ["a list", { name: "a", tokens: ["x", "y"] }, ["tokens"]],
  ["a map", { of: new Map([["private_key", "x"]]) }, ["private_key"]],
  [
    "a key's line",
    { token_id: "t", key_id: "k", last_four: "beef", token_last_four: "beef", idempotency_key: "i" },
    [],
  ],
  ["an audit line", { hash: HEX, prev_hash: "0".repeat(64), metadata: { plan: "free" } }, []],
  ["a usage", { prompt_tokens: 120, revoked_tokens: 3, has_password: true, password: null, tokens: [] }, []],
];

test.each(SENTENCES)("%j is logged as %j", (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test.each(LINES)("%s loses %j at any depth, and nothing else", (_what, line, secret) => {
  for (const wrapped of [
    line,
    { a: [line] },
    Object.assign(new Error("x"), { line }),
    new Error("x", { cause: line }),
  ]) {
    const written = JSON.stringify(redact(wrapped));
    for (const name of secret) expect(written).toContain(`"${name}":"${CUT}"`);
    expect(written.split(CUT)).toHaveLength(secret.length + 1);
  }
});

test("an error keeps what it says, without the secrets in it", () => {
  const cause = new Error("password=hunter2");
  const error = Object.assign(new Error("Could not sign in with Bearer abcdef", { cause }), { code: "E1", token: "x" });
  expect(redact({ err: error })).toMatchObject({
    err: {
      type: "Error",
      message: `Could not sign in with ${CUT}`,
      code: "E1",
      token: CUT,
      stack: expect.stringContaining("redact.test.ts"),
      cause: { message: `password=${CUT}` },
    },
  });
});

describe("any logged value", () => {
  test("is copied without an exception, and a second time changes nothing", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const once = redact(value);
        expect(redact(once)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  test("ends when it refers to itself", () => {
    const loop: Record<string, unknown> = { name: "loop" };
    loop.self = loop;
    expect(JSON.stringify(redact(loop))).toContain("[deep]");
  });

  test("keeps what stands under keys that are no texts", () => {
    const refuses = { toString: () => Promise.reject(new Error("no text")) };
    const value = new Map<unknown, unknown>([
      [Object.create(null), 1],
      [refuses, { password: "hunter2" }],
      [Symbol("s"), 3],
      [4n, 4],
    ]);
    expect(redact(value)).toEqual({ "[key 1]": 1, "[key 2]": { password: CUT }, "Symbol(s)": 3, "4": 4 });
  });

  test("keeps a prototype's name as a field like others", () => {
    const value = JSON.parse('{"__proto__":{"password":"hunter2"},"constructor":1}') as unknown;
    expect(JSON.stringify(redact(value))).toBe(`{"__proto__":{"password":"${CUT}"},"constructor":1}`);
  });

  test.each(["eyJ", "_eyJa.", "a", "://a:", "-----BEGIN PRIVATE KEY-----", '"token":"', "x-", "Bearer ", "0"])(
    "reads a megabyte of %j in linear time",
    (piece) => {
      expect(growsLinearly((size) => redactText(piece.repeat(size / piece.length)), 1_000_000)).toBe(true);
    },
  );
});
