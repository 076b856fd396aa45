const CENSORED = "[redacted]";
const MAX_DEPTH = 8;

/** Names whose values are secrets, whatever they hold. `token_id`, `last_four` and the like are not. */
const SECRET_NAME =
  /(^|[._-]|[a-z](?=[A-Z]))(password|passphrase|secret|token|authorization|cookie|set-cookie|api_?key|private_?key|signing_?key|master_?key|credentials?|encrypted|data)$/i;

/** What a secret looks like wherever it stands: bearer values, our keys, session tokens, PEM, 32 bytes in hex, passwords in addresses. */
const SECRET_TEXT =
  /Bearer\s+\S+|\bglk_[0-9a-f]{16,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\bwhsec_\S+|\bsk_(live|test)_\S+|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|\b[0-9a-f]{64}\b|(?<=:\/\/[^\s:/@]{0,100}:)[^\s@/]+(?=@)/gi;

/** A text without anything that looks like a secret. */
export const redactText = (text: string): string => text.replace(SECRET_TEXT, CENSORED);

/** A copy of any value without secrets: by the names of its fields and by what its texts look like. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && item !== null && item !== undefined ? CENSORED : redact(item, depth + 1),
    ]),
  );
}
