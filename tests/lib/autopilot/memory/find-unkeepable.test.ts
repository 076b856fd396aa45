import { expect, test } from "vitest";
import { findUnkeepable } from "@/lib/autopilot/memory/find-unkeepable";

test.each([
  ["Our Stripe key is sk_live_51Habcdefghijklmnop", "secret"],
  ["The wifi password is hunter22", "secret"],
  ["Pay with 4242 4242 4242 4242", "secret"],
  ["Pay to DE89 3704 0044 0532 0130 00", "secret"],
  ["Her number is 078-05-1120", "secret"],
  ["Lena Berg is pregnant", "sensitive"],
  ["He is a Muslim", "sensitive"],
])("%s: %s", (text, why) => {
  expect(findUnkeepable(text)).toBe(why);
});

test.each([
  "Our customers are dentists with 3 to 10 chairs",
  "Call us on +45 12 34 56 78",
  "Invoice 2026-0001 is paid within 30 days",
  "We sell a tool for cancer research",
  "Never email on Sundays",
])("%s may be remembered", (text) => {
  expect(findUnkeepable(text)).toBeNull();
});
