import { lookup } from "node:dns/promises";
import { setTimeout as delay } from "node:timers/promises";
import ipaddr from "ipaddr.js";

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
const LOOKUP_TIMEOUT_MS = 4_000;

export type Lookup = (name: string) => Promise<string[]>;

/** True for 127.0.0.0/8 and ::1, also when IPv4 is written inside IPv6. */
export const isLoopback = (address: string): boolean => ipaddr.process(address).range() === "loopback";

/** True when mail from a founder's account may go to this address: a public one (IANA special-purpose registries, RFC 6890). */
export function isAllowed(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  return isLoopback(address) ? allowLoopback : isPublic(ipaddr.process(address));
}

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast";
  // RFC 6052: the last four bytes are the IPv4 address that the translator connects to.
  if (address.match(NAT64)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return address.range() === "unicast" && address.match(GLOBAL_UNICAST);
}

/** A host as it is looked up and named in TLS: without brackets and without the root's dot. */
export const hostName = (host: string): string =>
  host
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")
    .toLowerCase();

/** Every address of a host, literals in any notation included (`127.1`, `0x7f.1`, `2130706433`); empty when there is none in time. */
export async function addressesOf(host: string, ask: Lookup = askResolver): Promise<string[]> {
  const name = hostName(host);
  if (ipaddr.isValid(name)) return [ipaddr.parse(name).toString()];
  // RFC 6761: these names mean loopback, whatever a name server answers.
  if (/(^|\.)localhost$/.test(name)) return ["127.0.0.1", "::1"];
  const stop = new AbortController();
  const timeout = delay(LOOKUP_TIMEOUT_MS, [], { signal: stop.signal }).catch(() => []); // aborted: the lookup was faster
  const found = ask(name).catch(() => []); // every failure of a lookup means the same here: no address
  return Promise.race([found, timeout]).finally(() => stop.abort());
}

const askResolver: Lookup = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);
