import fc from "fast-check";
import { expect, test } from "vitest";
import { redact, redactText } from "@/lib/platform/redact";

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const word = (length: number) =>
  fc.string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
    minLength: length,
    maxLength: length,
  });

const SECRET_NAMES = [
  ...[
    "password",
    "Password",
    "smtpPassword",
    "smtp_password",
    "password2",
    "new_password_again",
    "PGPASSWORD",
    "passwords",
  ],
  ...["secret", "clientSecret", "client_secret", "CLERK_WEBHOOK_SIGNING_SECRET", "secrets", "client_secret_basic"],
  ...[
    "token",
    "webhook_token",
    "webhookToken",
    "x-webhook-token",
    "accessToken",
    "ACCESS_TOKEN",
    "accesstoken",
    "tokens",
  ],
  ...["authorization", "Authorization", "proxy-authorization", "cookie", "Set-Cookie", "cookies", "jwt"],
  ...[
    "api_key",
    "apiKey",
    "apikey",
    "x-api-key",
    "OPENAI_API_KEY",
    "privateKey",
    "ENCRYPTION_MASTER_KEY",
    "signing_key",
  ],
  ...[
    "SUPABASE_SERVICE_ROLE_KEY",
    "secretAccessKey",
    "credential",
    "credentials",
    "data",
    "formData",
    "data_encrypted",
  ],
  ...["key_sealed", "passphrase", "pwd"],
];
const SAFE_NAMES = [
  ...[
    "token_id",
    "tokenId",
    "key_id",
    "keyId",
    "last_four",
    "token_last_four",
    "metadata",
    "updated_data_at",
    "database",
  ],
  ...["idempotency_key", "public_key", "publishable_key", "key", "singleton_key", "secret_name", "password_changed_at"],
  ...[
    "secretary",
    "tokenizer",
    "cookie_policy",
    "authorized",
    "email",
    "workspace_id",
    "hash",
    "request_id",
    "message",
  ],
];

/** Texts that are secret by their looks alone. */
const secretText = fc.oneof(
  hex(64),
  hex(96),
  hex(64).map((text) => `glk_${text}`),
  word(32).map((text) => `whsec_${text}`),
  word(24).map((text) => `sk_live_${text}`),
  word(40).map((text) => `sk-proj-${text}`),
  word(24).map((text) => `re_${text.slice(0, 8)}_${text}`),
  word(36).map((text) => `ghp_${text}`),
  fc.tuple(word(20), word(40), word(43)).map(([head, body, signature]) => `eyJ${head}.eyJ${body}.${signature}`),
  word(64).map((text) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`),
  word(64).map((text) => `-----BEGIN EC PRIVATE KEY-----\n${text}`),
);
const around = fc.constantFrom<[string, string]>(
  ["", ""],
  ["The key ", " is wrong."],
  ['{"x":"', '"}'],
  ["https://example.com/invites/", "?a=1"],
  ["token_", ""],
  ["key:", ","],
);

/** A whole hash under the name of one is meant to stay. */
const PLACES = SAFE_NAMES.filter((name) => name !== "hash");

/** Anything, with a value somewhere in it. */
const holding = (leaf: fc.Arbitrary<unknown>) =>
  fc
    .tuple(
      leaf,
      fc.array(fc.tuple(fc.constantFrom("object", "array", "map", "error", "cause"), fc.constantFrom(...PLACES)), {
        maxLength: 5,
      }),
    )
    .map(([value, path]) => path.reduce<unknown>((inside, [kind, name]) => wrap(inside, kind, name), value));

function wrap(inside: unknown, kind: string, name: string): unknown {
  if (kind === "array") return ["before", inside, 1];
  if (kind === "map") return new Map([[name, inside]]);
  if (kind === "error") return Object.assign(new Error("wrong"), { [name]: inside });
  if (kind === "cause") return new Error("wrong", { cause: inside });
  return { a: 1, [name]: inside };
}

const written = (value: unknown): string => JSON.stringify(redact(value)) ?? "";

test("no value under a secret's name survives, at whatever place", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SECRET_NAMES),
      word(12).chain((secret) =>
        fc
          .constantFrom<unknown>(secret, [secret], { user: secret }, Buffer.from(secret), new Map([["x", secret]]))
          .map((value) => ({ secret, value })),
      ),
      (name, { secret, value }) => {
        expect(written({ [name]: value })).not.toContain(secret);
        expect(written({ a: [{ error: Object.assign(new Error("x"), { [name]: value }) }] })).not.toContain(secret);
        expect(written(new Map([[name, value]]))).not.toContain(secret);
      },
    ),
    { numRuns: 500 },
  );
});

test("no text that looks like a secret survives, in whatever it is wrapped", () => {
  fc.assert(
    fc.property(
      fc
        .tuple(secretText, around)
        .chain(([secret, [before, after]]) =>
          holding(fc.constant(`${before}${secret}${after}`)).map((value) => ({ secret, value })),
        ),
      ({ secret, value }) => {
        const inJson = JSON.stringify(secret).slice(1, -1);
        expect(written(value)).not.toContain(inJson);
        expect(written(value)).not.toContain(secret.slice(-20));
      },
    ),
    { numRuns: 1_000 },
  );
});

test("as an object's key it does not survive either", () => {
  fc.assert(
    fc.property(hex(64), (secret) => {
      expect(written({ [`glk_${secret}`]: 1 })).not.toContain(secret);
    }),
  );
});

test("what is no secret is kept to the letter", () => {
  const plain = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("Ada", "2026-11-22", "member", "a sentence with 3 tokens in it", "reset your password: here", ""),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uuid(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...SAFE_NAMES), tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(plain, (value) => {
      expect(redact(value)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("doing it twice changes nothing more, and never throws", () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
      (value) => {
        const once = redact(value);
        expect(redact(once)).toEqual(once);
      },
    ),
    { numRuns: 500 },
  );
});

test("what names, counts or dates a secret is none", () => {
  const line = {
    token_id: "3f1c",
    key_id: "a1b2c3d4",
    last_four: "beef",
    hash: "a".repeat(64),
    prev_hash: "0".repeat(64),
    metadata: { plan: "free" },
    has_password: true,
    prompt_tokens: 120,
    revoked_tokens: 3,
    password: null,
    tokens: [],
  };
  expect(redact(line)).toEqual(line);
  expect(redact({ hash: "hunter2", other: "a".repeat(64) })).toEqual({ hash: "hunter2", other: "[redacted]" });
});

test.each([
  ["connect to postgresql://app:p4ss@w0rd@db:5432/x failed", "connect to postgresql://app:[redacted]@db:5432/x failed"],
  ["GET /x?token=abc&page=2", "GET /x?token=[redacted]&page=2"],
  ["webhook_token=abc; next", "webhook_token=[redacted]; next"],
  ['{"user":"ada","smtp_password":"hunter2","port":25}', '{"user":"ada","smtp_password":"[redacted]","port":25}'],
  ['body: {\\"password\\":\\"hunter2\\"}', 'body: {\\"password\\":\\"[redacted]\\"}'],
  ["Authorization: Digest abc\r\nHost: x", "Authorization: [redacted]\r\nHost: x"],
  ["Authorization: Basic dXNlcjpwYXNz", "Authorization: [redacted]"],
  ["Sent Bearer abc.def, twice", "Sent [redacted], twice"],
  ["Enter your password: it is the one you chose.", "Enter your password: it is the one you chose."],
  ["The token is missing.", "The token is missing."],
])("%j becomes %j", (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test("errors keep what they say, and lose what they should not", () => {
  const cause = new Error("password=hunter2");
  const error = Object.assign(new Error("Could not sign in with Bearer abcdef", { cause }), {
    code: "E1",
    token: "abcdef",
  });
  expect(redact({ err: error })).toMatchObject({
    err: {
      type: "Error",
      message: "Could not sign in with [redacted]",
      code: "E1",
      token: "[redacted]",
      stack: expect.stringContaining("redact.test.ts"),
      cause: { message: "password=[redacted]" },
    },
  });
  expect(written(error)).not.toMatch(/abcdef|hunter2/);
});

test("loops and depth end", () => {
  const loop: Record<string, unknown> = { name: "loop" };
  loop.self = loop;
  expect(written(loop)).toContain("[deep]");
});

test("prototype keys are fields like others", () => {
  const value = JSON.parse('{"__proto__":{"password":"hunter2"},"constructor":1}') as unknown;
  expect(written(value)).toBe('{"__proto__":{"password":"[redacted]"},"constructor":1}');
});

test("a megabyte of anything takes no longer than it should", () => {
  for (const piece of [
    "eyJ",
    "_eyJa.",
    "a",
    "://a:",
    "-----BEGIN PRIVATE KEY-----",
    '"token":"',
    "x-",
    "Bearer ",
    "0",
  ]) {
    const began = performance.now();
    redactText(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - began, piece).toBeLessThan(5_000);
  }
});
