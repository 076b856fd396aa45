import type { ParsedMessage, SenderVerdict } from "./schemas";

type Result = { method: string; result: string; domain: string | null };

/**
 * The verdict of the receiving host about the sender (RFC 8601). Only the results that the last host added count: their authserv-id has to be
 * of the host that the newest `Received` line names, and they stand above the line of the host before. All others may be forged.
 */
export function judgeSender({ headers, from }: Pick<ParsedMessage, "headers" | "from">): SenderVerdict {
  const received = headers.flatMap(({ name, value }, index) => (name === "received" ? [{ value, index }] : []));
  const host = /\bby\s+([\w.-]+)/i.exec(received[0]?.value ?? "")?.[1]?.toLowerCase();
  if (host === undefined || from === null) return "unknown";
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

/** The last two labels, which is enough to tell one operator's hosts from a stranger's. */
const siteOf = (host: string): string => host.split(".").slice(-2).join(".");
const isOf = (host: string, id: string): boolean => id.includes(".") && siteOf(id) === siteOf(host);

const domainOf = (address: string): string => address.split("@").at(-1)?.toLowerCase() ?? "";

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
