import { expect, test } from "vitest";
import { addressesOf, isAllowed } from "@/lib/providers/mail/smtp/addresses";
import { LOOPBACK_HOSTS, PRIVATE_HOSTS, PUBLIC_HOSTS } from "../../../../support/mail-addresses";

const noResolver = (): Promise<string[]> => Promise.reject(new Error("A literal needs no resolver."));
const mayUse = async (host: string, allowLoopback: boolean): Promise<boolean[]> =>
  (await addressesOf(host, noResolver)).map((address) => isAllowed(address, { allowLoopback }));

test.each(PUBLIC_HOSTS)("%s is public", async (host) => {
  expect(await mayUse(host, false)).toEqual([true]);
});

test.each(PRIVATE_HOSTS)("%s is private, also in local mode", async (host) => {
  expect(await mayUse(host, false)).toEqual([false]);
  expect(await mayUse(host, true)).toEqual([false]);
});

test.each(LOOPBACK_HOSTS)("%s is this machine, open in local mode only", async (host) => {
  expect(new Set(await mayUse(host, false))).toEqual(new Set([false]));
  expect(new Set(await mayUse(host, true))).toEqual(new Set([true]));
});

test("a resolver that fails means no address", async () => {
  expect(await addressesOf("smtp.example.com", noResolver)).toEqual([]);
});
