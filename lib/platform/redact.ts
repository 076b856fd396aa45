const CENSORED = "[redacted]";
const MAX_DEPTH = 8;

/** The last word of a name whose value is a secret, whatever it holds. `token_id`, `last_four`, `metadata` and the like are not. */
const SECRET_LAST = /^(token|cookie|authorization|credential|data|jwt|pwd|encrypted|sealed|ciphertext)s?$/;
/** Words that make a name one wherever they stand in it, unless the name ends by saying something about the secret only. */
const SECRET_ANYWHERE = /^(password|passwd|passphrase|passcode|secret)s?$/;
const ABOUT = /^(id|ids|at|name|type|count|length|version|required|changed|policy|strength|preview|masked|hint)$/;
/** The word before `key` in the name of a secret; `public_key`, `key_id` and `idempotency_key` are not secret. */
const SECRET_KEY = /^(api|private|secret|signing|master|encryption|access|auth|role|session|service)$/;
/** The same words run together, as headers and other people's fields have them. */
const RUN_TOGETHER =
  /(password|passwd|passphrase|secret|authorization|(api|private|secret|signing|master|encryption|access|auth)key|(access|auth|refresh|id|session|bearer|api|webhook)token)s?$/;
/** Hashes of what is no secret: without them a logged audit line says nothing. */
const HASHES: ReadonlySet<string> = new Set(["hash", "prev_hash", "head_hash", "sha256", "checksum"]);

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);

function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const [last = "", before = ""] = words.toReversed();
  if (SECRET_LAST.test(last) || RUN_TOGETHER.test(last)) return true;
  if (/^keys?$/.test(last) && SECRET_KEY.test(before)) return true;
  return !ABOUT.test(last) && words.some((word) => SECRET_ANYWHERE.test(word));
}

/** The shapes of secrets in free text, each with the vendor or standard that defines it. */
const SECRET_SHAPES: readonly RegExp[] = [
  // credentials of HTTP, and the headers that carry some
  /\bBearer\s+[^\s"',;]+|\bBasic\s+[\w+/-]{8,}=*/gi,
  /(?<=\b(?:authorization|cookie|set-cookie|x-[\w-]{0,50}(?:token|secret|key)):[ \t]{0,10})\S[^\r\n]*/gi,
  // keys that say whose they are
  /glk_[0-9a-f]{16,}|whsec_[\w+/=-]+|(?:sk|rk)_(?:live|test)_\w+|(?<![a-z0-9])sk-[\w-]{16,}|(?<![a-z0-9])re_[a-z0-9]{8}_[a-z0-9]{16,}/gi,
  /gh[pousr]_[a-z0-9]{30,}|github_pat_\w{30,}|xox[abeprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}/gi,
  // signed tokens, private keys, 32 bytes and more in hex
  /(?<![a-z0-9])eyJ[\w-]{8,8000}\.[\w-]{8,8000}(?:\.[\w-]{0,8000}){0,3}/gi,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/gi,
  /(?<![0-9a-f])[0-9a-f]{64,}/gi,
  // passwords in addresses, in queries and in JSON that became text
  /(?<=:\/\/[^\s:/@]{0,100}:)[^\s/]+(?=@)/gi,
  /(?<=(?:password|passwd|passphrase|secret|token|jwt|api_?key|private_?key)=)[^\s&;"']+/gi,
  /(?<=(?:password|passwd|passphrase|secret|token|authorization|cookie|api_?key|private_?key)\\?["']\s{0,10}:\s{0,10}\\?["'])(?:[^"'\\]|\\[^"'])+/gi,
];

/** A text without anything that looks like a secret. */
export const redactText = (text: string): string =>
  SECRET_SHAPES.reduce((clean, shape) => clean.replace(shape, CENSORED), text);

/** Whether a secret's name says something harmless here: yes or no, or how many (`prompt_tokens: 120`). */
const isHarmless = (name: string, value: unknown): boolean =>
  value === null ||
  value === undefined ||
  typeof value === "boolean" ||
  (typeof value === "number" && /s$/i.test(name)) ||
  (typeof value === "object" && Object.keys(value).length === 0 && !ArrayBuffer.isView(value));

function redactField(name: string, value: unknown, depth: number): unknown {
  if (isSecretName(name)) return isHarmless(name, value) ? value : CENSORED;
  if (HASHES.has(name) && typeof value === "string" && /^[0-9a-f]{64}$/.test(value)) return value;
  return redact(value, depth);
}

/** A field's name; a Map's key that is an object has none, and may refuse to be a text. */
const nameOf = (key: unknown, index: number): string =>
  typeof key === "object" && key !== null ? `[key ${index + 1}]` : String(key);

const redactFields = (fields: Iterable<readonly [unknown, unknown]>, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    [...fields].map(([key, item], index) => {
      const name = nameOf(key, index);
      return [redactText(name), redactField(name, item, depth)];
    }),
  );

/** An error's message and stack are not among its own enumerable fields. */
const fieldsOf = (error: Error): [string, unknown][] => {
  const { name, message, stack, cause } = error;
  return Object.entries({ ...error, type: name, message, stack, ...(cause !== undefined && { cause }) });
};

/** A copy of any value without secrets: by the names of its fields and by what its texts look like. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return redactText(String(value));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return "[deep]";
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "[bytes]";
  if (Array.isArray(value) || value instanceof Set) return [...value].map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redactFields(fieldsOf(value), depth + 1);
  if (value instanceof URL) return redactText(value.href);
  const isPairs = value instanceof Map || value instanceof Headers || value instanceof URLSearchParams;
  return redactFields(isPairs ? value : Object.entries(value), depth + 1);
}
