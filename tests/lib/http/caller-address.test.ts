import { expect, test } from "vitest";
import { callerAddress, clientAddress } from "@/lib/http/caller-address";

test.each([
  [undefined, null],
  ["127.0.0.1", null],
  ["127.8.9.10:4711", null],
  ["::1", null],
  ["[::1]:4711", null],
  ["::ffff:127.0.0.1", null],
  ["203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:4711", "203.0.113.7"],
  ['"203.0.113.7:4711"', "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["[::ffff:203.0.113.7]:80", "203.0.113.7"],
  ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2:bbbb::1]", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2:cccc::1]:4711", "2001:db8:1:2::/64"],
  ['"[2001:db8:1:2::7]:4711"', "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9%eth0", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80::/64"],
  ["2001:db8::1", "2001:db8::/64"],
  ["2130706433", "unknown"],
  ["0x7f.1", "unknown"],
  ["unknown", "unknown"],
  ["203.0.113.7:x", "unknown"],
  ["not an address", "unknown"],
])("%s counts as %s", (address, caller) => expect(callerAddress(address)).toBe(caller));

test.each([
  [null, 0, undefined],
  ["203.0.113.7", 0, "203.0.113.7"],
  ["198.51.100.1, 203.0.113.7", 0, "203.0.113.7"],
  ["198.51.100.1:4711, 203.0.113.7", 1, "198.51.100.1"],
  ["192.0.2.1, [2001:DB8::7]:443, 203.0.113.7", 1, "2001:db8::7"],
  ["192.0.2.1, 198.51.100.1,203.0.113.7", 2, "192.0.2.1"],
  ["203.0.113.7", 2, "203.0.113.7"],
  ["_secret, 203.0.113.7", 1, "unknown"],
])("of %j behind %d trusted proxies the caller is %s", (header, hops, address) =>
  expect(clientAddress(header, hops)).toBe(address),
);
