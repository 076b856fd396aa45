import { spellAddress } from "@/lib/platform/email-address";
import type { ParsedMessage, SenderVerdict } from "./schemas";

type Result = { method: string; result: string; domain: string | null };

/** The authserv-ids of receivers whose host names are of another domain. */
export const RECEIVERS: Record<string, readonly string[]> = { resend: ["amazonses.com"] };

/**
 * The verdict of the receiver that handed the message to us, by the id that it signs with: only its topmost line counts, above the line of
 * the host before. A line further down was in the message when it came.
 */
export function judgeByReceiver(
  message: Pick<ParsedMessage, "headers" | "from">,
  ids: readonly string[],
): SenderVerdict {
  const { headers, from } = message;
  if (from === null || !hasOneSender(headers)) return "unknown";
  const hops = headers.flatMap(({ name }, index) => (name === "received" ? [index] : []));
  const own = headers
    .slice(0, hops[1] ?? headers.length)
    .find(({ name, value }) => name === "authentication-results" && ids.includes(authservId(value)));
  if (!own) return "unknown";
  return verdictOf(resultsIn(own.value), domainOf(from.address));
}

/**
 * The verdict of the receiving host about the sender (RFC 8601). Only the results that the last host added count: their authserv-id has to be
 * of the host that the newest `Received` line names, and they stand above the line of the host before. All others may be forged.
 */
export function judgeSender({ headers, from }: Pick<ParsedMessage, "headers" | "from">): SenderVerdict {
  const received = headers.flatMap(({ name, value }, index) => (name === "received" ? [{ value, index }] : []));
  const host = /\bby\s+([\w.-]+)/i.exec(received[0]?.value ?? "")?.[1]?.toLowerCase();
  if (host === undefined || from === null || !hasOneSender(headers)) return "unknown";
  const end = received[1]?.index ?? headers.length;
  const trusted = headers
    .slice(0, end)
    .filter(({ name, value }) => name === "authentication-results" && isOf(host, authservId(value)))
    .flatMap(({ value }) => resultsIn(value));
  if (trusted.length === 0) return "unknown";
  return verdictOf(trusted, domainOf(from.address));
}

const withoutComments = (value: string): string => {
  let depth = 0;
  let plain = "";
  for (const sign of value.slice(0, 10_000)) {
    if (sign === "(") depth += 1;
    else if (sign === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += sign;
  }
  return plain;
};

const authservId = (value: string): string =>
  /^\s*([\w.-]+)/.exec(withoutComments(value).split(";")[0] ?? "")?.[1]?.toLowerCase() ?? "";

/** Under a country's code these are not names of their own: `acme.co.uk` and `evil.co.uk` are strangers. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|go|gob|gov|ltd|me|mil|ne|net|nom|or|org|plc|sch)$/;

/** The part of a name that one operator registers, as far as that can be told without a list. */
function siteOf(host: string): string {
  const labels = host.replace(/\.$/, "").split(".");
  const isCountry = labels.at(-1)?.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? "");
  return labels.slice(isCountry ? -3 : -2).join(".");
}

/** Two senders are one too many: the verdict is about one of them, and a reader sees the other. */
function hasOneSender(headers: ParsedMessage["headers"]): boolean {
  const [value = "", ...more] = headers.filter(({ name }) => name === "from").map((header) => header.value);
  const bare = withoutComments(value.replace(/"(?:[^"\\]|\\.){0,500}"/g, ""));
  const inBrackets = bare.match(/<[^<>]*@[^<>]*>/g)?.length ?? 0;
  return (
    more.length === 0 &&
    inBrackets <= 1 &&
    (inBrackets === 1 ? !/>\s*,\s*\S*@/.test(bare) : bare.split("@").length <= 2)
  );
}
const isOf = (host: string, id: string): boolean => id.includes(".") && siteOf(id) === siteOf(host);

/** In the spelling of mail servers, punycode. */
const domainOf = (address: string): string => spellAddress(address).split("@").at(-1) ?? "";

const resultsIn = (value: string): Result[] =>
  withoutComments(value)
    .split(";")
    .slice(1)
    .flatMap((part) => {
      const [, method, result] = /^\s*([a-z-]+)\s*=\s*([a-z]+)/i.exec(part) ?? [];
      if (!method || !result) return [];
      const domain = /\b(?:header\.(?:d|from|i)|smtp\.mailfrom)\s*=\s*"?(?:[^\s"@;]*@)?([\w.-]+)/i.exec(part)?.[1];
      return [{ method: method.toLowerCase(), result: result.toLowerCase(), domain: domain?.toLowerCase() ?? null }];
    });

function verdictOf(results: readonly Result[], fromDomain: string): SenderVerdict {
  const isAligned = ({ domain }: Result): boolean => domain !== null && siteOf(domain) === siteOf(fromDomain);
  const dmarc = results.filter(({ method }) => method === "dmarc");
  if (dmarc.some(({ result }) => result === "fail")) return "fail";
  if (dmarc.some((one) => one.result === "pass" && (one.domain === null || isAligned(one)))) return "pass";
  const others = results.filter(({ method }) => method === "spf" || method === "dkim");
  if (others.some((one) => one.result === "pass" && isAligned(one))) return "pass";
  return others.length > 0 ? "none" : "unknown";
}
