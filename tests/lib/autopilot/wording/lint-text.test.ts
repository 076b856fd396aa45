import { describe, expect, test } from "vitest";
import { lintText } from "@/lib/autopilot/wording/lint-text";
import type { Draft, Figure } from "@/lib/autopilot/wording/schemas";
import { pick, randomFacts, seeded, STRANGERS, validSentence, type Valid } from "./lint-cases";
import { growsLinearly } from "../../../support/grows-linearly";

const figure = (more: Partial<Figure>): Figure => ({
  id: "replies_7d",
  label: "replies",
  value: 3,
  unit: "count",
  window: "last 7 days",
  ref: "k:replies",
  measured: true,
  ...more,
});
const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  figures: [
    figure({}),
    figure({ id: "replies_7d_before", value: 1, window: "last 7 days before that" }),
    figure({ id: "replies_30d", value: 12, window: "last 30 days" }),
    figure({ id: "sends_7d", label: "emails sent", value: 1234, ref: "k:sends" }),
    figure({ id: "reply_rate_7d", label: "reply rate", value: 2.5, unit: "percent", ref: "k:reply_rate" }),
    figure({ id: "revenue_7d", label: "revenue", value: 0, unit: "USD", payments: 0, ref: "k:revenue" }),
    figure({ id: "leads_7d", label: "leads from the website", value: 0, measured: false, ref: "k:leads" }),
  ],
  items: [
    {
      id: "1",
      text: "Email lena@example.com: Hello",
      ref: "a:0000000001",
      verdict: "verified",
      kind: "email.send",
      entity: "lena@example.com",
      at: "2026-11-29",
    },
    {
      id: "2",
      text: "Email otto@example.com: Hello",
      ref: "a:0000000002",
      verdict: "accepted",
      kind: "email.send",
      entity: "otto@example.com",
      at: "2026-11-29",
    },
    {
      id: "3",
      text: "Publish the site acme",
      ref: "a:0000000003",
      verdict: "claimed",
      kind: "site.publish",
      entity: "acme.example",
      at: "2026-11-28",
    },
  ],
  names: ["Acme Boats", "lena@example.com", "otto@example.com", "Lena Fischer", "acme.example"],
  today: "2026-11-30",
  ...more,
});
const isKept = (text: string, more?: Partial<Draft>): boolean => lintText(draft(text, more)).removed.length === 0;

test.each([
  "We had 3 replies in the last 7 days.",
  "We had three replies in the past 7 days.",
  "In the last 7 days there were 1,234 emails sent.",
  "About 1.2k emails sent in the last 7 days.",
  "The reply rate was 2.5 % in the last 7 days.",
  "The reply rate was 3 percent in the last 7 days.",
  "Replies rose to 3 in the last 7 days, from 1 in the 7 days before.",
  "Replies tripled in the last 7 days.",
  "Revenue was $0 in the last 7 days.",
  "The email to lena@example.com was sent yesterday.",
  "The email to otto@example.com was sent; it was accepted by the provider.",
  "The email to Lena will be sent once you approve it.",
  "Nothing was published.",
  "The night of 2026-11-30 at 03:07 used version 2.",
  "You could ask Lena Fischer for a call.",
  "See acme.example for the page.",
  "I have one question about two of the drafts.",
  "Soll ich den Entwurf vorschlagen?",
  "{{item:1}}.",
])("kept: %s", (text) => expect(lintText(draft(text)).removed).toEqual([]));

test.each([
  ["We had 4 replies in the last 7 days.", "“4” has no source"],
  ["We had four replies in the last 7 days.", "“four” has no source"],
  ["We had 3 replies in the last 30 days.", "has no source"],
  ["We had 3 replies.", "has no source"],
  ["We had 3 replies yesterday.", "has no source"],
  ["We had 3 bounces in the last 7 days.", "has no source"],
  ["We had 3 % replies in the last 7 days.", "has no source"],
  ["We had $3 replies in the last 7 days.", "has no source"],
  ["The reply rate was 25 % in the last 7 days.", "has no source"],
  ["There were 0 leads in the last 7 days.", "has no source"],
  ["Replies doubled in the last 7 days.", "doubled"],
  ["Replies fell in the last 7 days.", "fell"],
  ["Revenue was €0 in the last 7 days.", "has no source"],
  ["The email to otto@example.com was sent.", "“sent” has no verified item"],
  ["The site acme.example was published.", "“published” has no verified item"],
  ["The site acme.example is live.", "has no verified item"],
  ["The email to lena@example.com was sent today.", "“today” has no source"],
  ["The contract with lena@example.com was signed.", "“signed” has no verified item"],
  ["This was our best week ever.", "has no source"],
  ["We won our first customer.", "has no source"],
  ["You could ask Globex for a call.", "“Globex” is not known"],
  ["Write to ida@elsewhere.example.", "is not known"],
  ["See https://evil.example/pay for the page.", "is not known"],
  ["Lena Fischer had 3 replies in the last 7 days.", "not that of"],
  ["We had {{fig:replies_9d}} replies.", "names no figure"],
  ["We had {{fig:replies_7d}} bounces.", "stands on another thing"],
  ["We had {{fig:replies_7d}} replies in the last 30 days.", "another time"],
  ["We had {{fig:replies_7d replies.", "names no figure"],
  ["Die E-Mail wurde verschickt.", "“verschickt” has no verified item"],
  ["Die Seite wurde veröffentlicht.", "has no verified item"],
  ["Wir hatten 9 Antworten in den letzten 7 Tagen.", "has no source"],
  ["Mailen blev sendt.", "“sendt” has no verified item"],
  ["Siden er lanceret.", "has no verified item"],
  ["Det var vores bedste uge.", "has no source"],
])("removed: %s", (text, why) => {
  const { text: left, removed } = lintText(draft(text));
  expect(left).toBe("");
  expect(removed.map((one) => one.why).join()).toContain(why);
});

describe("code writes the numbers", () => {
  test.each([
    ["We had {{fig:replies_7d}} replies.", "We had 3 replies (last 7 days). [k:replies]"],
    [
      "Revenue was {{fig:revenue_7d}} in the last 7 days.",
      "Revenue was $0.00 (0 payments) in the last 7 days. [k:revenue]",
    ],
    ["Revenue was $0 in the last 7 days.", "Revenue was $0.00 (0 payments) in the last 7 days. [k:revenue]"],
    ["Leads: {{fig:leads_7d}}.", "Leads: not measured (last 7 days). [k:leads]"],
    ["{{item:2}}.", "Email otto@example.com: Hello (accepted by the provider). [a:0000000002]"],
    ["{{item:3}}.", "Publish the site acme (claimed, not verified). [a:0000000003]"],
  ])("%s", (text, expected) => expect(lintText(draft(text)).text).toBe(expected));
});

test("only the wrong sentence goes, and the rest keeps its form", () => {
  const { text, removed } = lintText(
    draft("# Report\n- 3 replies in the last 7 days\n- 9 replies in the last 7 days\n\nThat is all."),
  );
  expect(text).toBe("# Report\n- 3 replies in the last 7 days [k:replies]\nThat is all.");
  expect(removed).toHaveLength(1);
});

/** The mistakes of a model: each returns a changed sentence, or null where it does not apply. */
type Mutation = { name: string; change: (valid: Valid, random: () => number) => string | null };
const once = (text: string, from: string, to: string): string | null =>
  text.includes(from) ? text.replace(from, to) : null;
const DIGITS: Mutation = {
  name: "another digit",
  change: ({ sentence, figure: of }, random) => {
    if (!of || sentence.includes("{{")) return null;
    const at = sentence.indexOf(String(of.value));
    const digit = at + Math.floor(random() * String(of.value).length);
    const other = String((Number(sentence[digit]) + 1 + Math.floor(random() * 8)) % 10);
    return sentence.slice(0, digit) + other + sentence.slice(digit + 1);
  },
};
const MUTATIONS: readonly Mutation[] = [
  DIGITS,
  {
    name: "more or less",
    change: ({ sentence, figure: of }, random) =>
      of && !sentence.includes("{{")
        ? once(sentence, String(of.value), String(of.value + pick(random, [-1, 1, 10])))
        : null,
  },
  {
    name: "another window",
    change: ({ sentence, figure: of }) =>
      of && !sentence.includes("Revenue was {{")
        ? sentence.includes("7 days")
          ? once(sentence, "7 days", "30 days")
          : once(sentence, "30 days", "7 days")
        : null,
  },
  {
    name: "percent",
    change: ({ sentence, figure: of }) =>
      of && of.unit === "count" && !sentence.includes("{{") ? once(sentence, String(of.value), `${of.value} %`) : null,
  },
  { name: "another currency", change: ({ sentence }) => once(sentence, "$", "€") },
  {
    name: "another thing",
    change: ({ sentence, figure: of }) =>
      of && of.unit === "count" ? once(sentence, of.label, of.label === "replies" ? "bounces" : "replies") : null,
  },
  {
    name: "swapped numbers",
    change: ({ sentence, figure: of, other }) =>
      of && other && of.unit === "count" && !sentence.includes("{{")
        ? sentence.replace(/\b\d+\b(?! days)/g, (found) =>
            found === String(of.value) ? String(other.value) : found === String(other.value) ? String(of.value) : found,
          )
        : null,
  },
  {
    name: "another person",
    change: ({ sentence, person }) =>
      person && /was sent/.test(sentence) && !sentence.includes("[a:")
        ? sentence.replace(person, "maja@example.net")
        : null,
  },
  {
    name: "a stranger",
    change: ({ sentence, person }, random) =>
      person && !sentence.includes("[a:") ? sentence.replace(person, pick(random, STRANGERS)) : null,
  },
  {
    name: "future to past",
    change: ({ sentence }) =>
      once(
        sentence,
        "A second email to lena@example.com will be sent once you approve it",
        "A second email to otto@example.com was published yesterday",
      ),
  },
  { name: "another day", change: ({ sentence }) => once(sentence, "yesterday", "today") },
  {
    name: "an added sentence",
    change: ({ sentence }, random) =>
      `${sentence} ${pick(random, ["We signed a contract.", "Revenue doubled.", "It was our best week ever.", "Globex paid the invoice.", "The site went live.", "17 customers replied.", "Der Vertrag wurde unterzeichnet.", "Kunden har betalt."])}`,
  },
];

describe("2,000 mutations of valid reports", () => {
  const random = seeded(20261130);
  const cases = Array.from({ length: 2_000 }, () => {
    for (;;) {
      const facts = randomFacts(random);
      const valid = validSentence(random, facts);
      const mutation = pick(random, MUTATIONS);
      const changed = mutation.change(valid, random);
      if (changed !== null && changed !== valid.sentence) return { facts, valid, mutation, changed };
    }
  });

  test("at least 98 % of the valid texts are accepted", () => {
    const refused = cases.filter(({ facts, valid }) => lintText({ ...facts, text: valid.sentence }).removed.length > 0);
    expect(refused.map(({ valid }) => valid.sentence).slice(0, 5)).toEqual([]);
    expect(refused.length).toBeLessThanOrEqual(40);
  });

  test("every changed digit and at least 99 % of all mutations are rejected", () => {
    const passed = cases.filter(({ facts, changed }) => lintText({ ...facts, text: changed }).removed.length === 0);
    expect(passed.filter(({ mutation }) => mutation === DIGITS).map(({ changed }) => changed)).toEqual([]);
    expect(
      passed.length,
      passed
        .slice(0, 5)
        .map(({ changed, mutation }) => `${mutation.name}: ${changed}`)
        .join("\n"),
    ).toBeLessThanOrEqual(20);
  });
});

test("numbers without end are judged in linear time", () => {
  for (const [text, count] of [
    ["9 replies and 8 bounces, ", 400],
    ["9 replies. ", 2_000],
  ] as const) {
    expect(isKept(text.repeat(count))).toBe(false);
    expect(
      growsLinearly((size) => isKept(text.repeat(size)), count),
      text,
    ).toBe(true);
  }
});
