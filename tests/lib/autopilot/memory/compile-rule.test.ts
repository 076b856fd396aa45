import { expect, test } from "vitest";
import { compileRule } from "@/lib/autopilot/memory/compile-rule";

test.each([
  ["Never email anyone on Sundays.", { kind: "quiet_days", days: [7], scope: "email" }],
  ["never send emails on Saturdays and Sundays", { kind: "quiet_days", days: [6, 7], scope: "email" }],
  ["Please don’t write to customers at the weekend!", { kind: "quiet_days", days: [6, 7], scope: "email" }],
  ["From now on, never publish on Fridays", { kind: "quiet_days", days: [5], scope: "publish" }],
  ["Do not do anything on Sundays", { kind: "quiet_days", days: [7], scope: "any" }],
  [
    "Never write to anyone at rival.example or boss@acme.example",
    { kind: "banned_recipients", addresses: ["boss@acme.example"], domains: ["rival.example"] },
  ],
  ["Never spend more than $1,250.50 per action.", { kind: "max_spend", cents: 125_050 }],
  ["Spend at most 40 dollars", { kind: "max_spend", cents: 4_000 }],
  ["Never use the words “cheap” and “guarantee”", { kind: "banned_words", words: ["cheap", "guarantee"] }],
])("%s → a rule that is checked", (text, rule) => {
  expect(compileRule(text)).toEqual(rule);
});

test.each([
  "Never email customers on Sundays unless they wrote first",
  "Never email dentists on Sundays",
  "Email customers on Sundays",
  "Never spend more than $50 a month",
  "Never spend more than €50",
  "Never use long words",
  "Never write to rude people",
  "Never email Lena",
  "Schreibe nie am Sonntag",
  "Try not to email on Sundays",
  "Never say never",
  "Never email on public holidays",
])("%s → advice to the model only", (text) => {
  expect(compileRule(text)).toBeNull();
});
