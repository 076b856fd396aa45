import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** Not reachable from the public internet (IANA special-purpose registries, RFC 6890). Mapped IPv4 is checked by the IPv4 rules. */
const SPECIAL = new BlockList();
const SPECIAL_V4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
const SPECIAL_V6: readonly (readonly [string, number])[] = [
  ["::", 127],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
];
for (const [network, prefix] of SPECIAL_V4) SPECIAL.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of SPECIAL_V6) SPECIAL.addSubnet(network, prefix, "ipv6");

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv6(address) ? "ipv6" : "ipv4");

/** True when mail from a founder's account may go to this address. */
export function isAllowed(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  const family = familyOf(address);
  return (allowLoopback && LOOPBACK.check(address, family)) || !SPECIAL.check(address, family);
}

const LOOKUP_TIMEOUT_MS = 4_000;

/** Every address of a host name, literals in any notation included; empty when there is none or nobody answers in time. */
export async function addressesOf(host: string): Promise<string[]> {
  const stop = new AbortController();
  const timeout = delay(LOOKUP_TIMEOUT_MS, [], { signal: stop.signal }).catch(() => []); // aborted: the lookup was faster
  const found = lookup(host.replace(/^\[(.*)\]$/, "$1"), { all: true }).then(
    (records) => records.map(({ address }) => address),
    () => [], // every failure of a lookup means the same here: no address
  );
  return Promise.race([found, timeout]).finally(() => stop.abort());
}
