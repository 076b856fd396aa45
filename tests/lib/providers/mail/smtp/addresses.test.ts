import { expect, test } from "vitest";
import { addressesOf, isAllowed } from "@/lib/providers/mail/smtp/addresses";

const cloud = { allowLoopback: false };

test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
  expect(isAllowed(address, cloud)).toBe(true);
});

test.each([
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:192.168.0.1",
  "64:ff9b::a00:1",
  "fc00::1",
  "fd12::1",
  "fe80::1",
  "ff02::1",
])("%s is not", (address) => {
  expect(isAllowed(address, cloud)).toBe(false);
});

test("local mode opens loopback and nothing else", () => {
  const open = { allowLoopback: true };
  expect(["127.0.0.1", "::1", "::ffff:127.0.0.1"].map((address) => isAllowed(address, open))).toEqual([
    true,
    true,
    true,
  ]);
  expect(["10.0.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0"].map((address) => isAllowed(address, open))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test.each(["127.1", "0x7f.1", "2130706433", "0177.0.0.1"])(
  "%s is the loopback address it stands for",
  async (literal) => {
    expect(await addressesOf(literal)).toEqual(["127.0.0.1"]);
  },
);
