import { maskAddress } from "@/lib/platform/text";
import { redact, redactText } from "@/lib/platform/redact";

const MOST_BYTES = 2_000;
const ADDRESS = /[\w.+%-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;
/** Headers of a request or a message say who and with what, never what. */
const HEADERS = /^(headers|rawheaders|credentials|binary)$/i;

/** Text from an execution as it may be stored and shown: no secret, and nobody's address. */
export const redactWords = (text: string): string =>
  redactText(text).replace(ADDRESS, (address) => maskAddress(address));

/** The same for an item of a node, at most 2,000 bytes of it. */
export function redactSample(json: string): string {
  return firstBytes(redactWords(withoutSecrets(json)));
}

function withoutSecrets(json: string): string {
  try {
    return JSON.stringify(redact(withoutHeaders(JSON.parse(json))));
  } catch {
    // It was cut: its fields' names cannot be told from its texts, so only what surely holds none is kept.
    return "(This item is too large to be shown.)";
  }
}

function withoutHeaders(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHeaders);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !HEADERS.test(name));
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutHeaders(field)]));
}

function firstBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  return `${bytes
    .subarray(0, MOST_BYTES - 3)
    .toString("utf8")
    .replace(/\uFFFD+$/, "")}…`;
}
