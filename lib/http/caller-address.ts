import ipaddr from "ipaddr.js";

/** RFC 7239 and common proxies write an address as `192.0.2.1:4711`, `"[2001:db8::1]:4711"` or with the zone of a link-local one. */
const WRITTEN = /^"?(?:\[([^\]]*)\](?::\d+)?|(\d+(?:\.\d+){3})(?::\d+)?|([^"]*))"?$/;

function parse(written: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const [, bracketed, dotted, other] = WRITTEN.exec(written.trim()) ?? [];
  const [text = ""] = (bracketed ?? dotted ?? other ?? "").split("%");
  // Four decimal parts only: other spellings of IPv4 (octal, one number) are not what a proxy writes.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return null;
  return ipaddr.process(text);
}

/** Unreadable addresses count as one caller together, so that none escapes a limit. */
const UNREADABLE = "unknown";

/**
 * The address of the caller that our outermost trusted proxy saw, in its canonical text without port, brackets or zone; `unknown` when
 * that entry is no address. Entries before it can have been written by the caller. `peer-address.ts` appends the last one.
 */
export function clientAddress(forwardedFor: string | null, trustedHops: number): string | undefined {
  const chain = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  const entry = chain.at(-1 - trustedHops) || chain[0];
  return entry ? (parse(entry)?.toString() ?? UNREADABLE) : undefined;
}

/** True for an address of this machine itself. */
export const isLoopback = (address: string): boolean => parse(address)?.range() === "loopback";

/**
 * The address as one caller: an IPv6 customer gets a /64. Null for this machine itself, because its instances and a proxy in front share
 * that address.
 */
export function callerAddress(address: string | undefined): string | null {
  if (!address) return null;
  const parsed = parse(address);
  if (!parsed) return UNREADABLE;
  if (parsed.range() === "loopback") return null;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}
