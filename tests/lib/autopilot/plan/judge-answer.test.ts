import { expect, test } from "vitest";
import { fieldsOf } from "@/lib/autopilot/plan/fields";
import { judgeAnswer } from "@/lib/autopilot/plan/judge-answer";
import { diffFields, mergePacket, weakenedBy } from "@/lib/autopilot/plan/merge-packet";
import type { Fields } from "@/lib/autopilot/plan/schemas";
import { draftPacket } from "@/lib/providers/llm/offline/draft-packet";

const IDEA =
  "A booking tool for dental clinics in Denmark that lose patients to missed appointments. 40 dollars per month. We want 10 paying customers.";
const known = { founderText: IDEA, refs: new Set(["e:12"]) };
const field = (value: unknown, source = "model", more: object = {}) => ({
  value,
  source,
  refs: [],
  confidence: "high",
  ...more,
});
const LONG =
  "They write each appointment into a paper book and call every patient the day before, which takes the morning.";
const judge = (fields: Record<string, unknown>) =>
  judgeAnswer(
    0,
    {
      synopsis: "",
      fields: { "problem.workaround": field(LONG), "customer.situation": field(LONG), ...fields },
      unknowns: [],
    },
    known,
  );

test.each([
  ["a number of the model", "pricing.amount", field(49)],
  ["a number of the model in words", "problem.cost", field("It costs them half a day")],
  ["digits in a text of the model", "problem.cost", field("It costs them 3 hours a week")],
  ["a number that the founder did not say", "pricing.amount", field(49, "founder")],
  ["a part of another number", "goal.target", field(4, "founder")],
  ["a number with an unknown reference", "goal.from", field(7, "ledger", { refs: ["e:99"] })],
  ["a number of the web without a quoted line", "pricing.amount", field(49, "web")],
  [
    "a number that the quoted line does not hold",
    "pricing.amount",
    field(49, "web", {
      web: { url: "https://rival.example/", fetched_at: "2026-11-30T01:00:00Z", quote: "Plans start at 59 dollars" },
    }),
  ],
  ["a placeholder", "customer.who", field("TBD")],
  ["a hollow text", "customer.who", field("[Insert customer here]")],
  ["a text in a number's place", "pricing.amount", field("a lot", "founder")],
  ["a list that is too long", "voice.do", field(["a", "b", "c", "d"])],
  ["a day that is none", "goal.deadline", field("2026-02-30", "founder")],
])("%s is refused, and the field becomes an unknown that says so", (_what, key, value) => {
  const { fields, unknowns, problems } = judge({ [key]: value });
  expect(fields[key]).toBeUndefined();
  expect(unknowns.find((unknown) => unknown.field === key)?.why).toMatch(/^The draft was refused: /);
  expect(problems).toHaveLength(1);
});

test.each([
  ["the founder's own number", "pricing.amount", field(40, "founder"), "founder"],
  ["the founder's own words", "constraints.countries", field(["Denmark"], "founder"), "founder"],
  ["words that are only said to be the founder's", "customer.who", field("Hospitals everywhere", "founder"), "model"],
  ["a measured number", "goal.from", field(7, "ledger", { refs: ["e:12"] }), "ledger"],
  [
    "a number of the web with its line",
    "pricing.amount",
    field(59, "web", {
      web: { url: "https://rival.example/", fetched_at: "2026-11-30T01:00:00Z", quote: "Plans start at 59 dollars" },
    }),
    "web",
  ],
])("%s stands, with the source that was proved", (_what, key, value, source) => {
  const { fields, problems } = judge({ [key]: value });
  expect(fields[key]).toMatchObject({ source });
  expect(problems).toEqual([]);
});

test("a packet that says too little in all is refused as a whole", () => {
  const keys = ["customer.who", "customer.situation", "problem.pain", "offer.does"];
  const thin = Object.fromEntries(keys.map((key) => [key, field("Something good")]));
  const { fields, unknowns } = judgeAnswer(0, { synopsis: "Short.", fields: thin, unknowns: [] }, known);
  expect(fields).toEqual({});
  expect(unknowns).toHaveLength(fieldsOf(0).length);
});

test("the offline planner takes the founder's own words and numbers, exactly one goal, and leaves the rest open", () => {
  const answer = draftPacket(`Draft it.\n${JSON.stringify({ phase: 0, idea: IDEA, answers: {}, standing: {} })}`);
  const { fields, unknowns, problems } = judgeAnswer(0, answer, known);
  expect(problems).toEqual([]);
  expect(fields).toMatchObject({
    "customer.who": { value: "dental clinics in Denmark", source: "founder" },
    "problem.pain": { value: "lose patients to missed appointments", source: "founder" },
    "pricing.amount": { value: 40, source: "founder" },
    "pricing.unit": { value: "month", source: "founder" },
    "goal.target": { value: 10, source: "founder" },
    "goal.metric": { value: "paying customers", source: "founder" },
    "constraints.countries": { value: ["Denmark"], source: "founder" },
  });
  expect(unknowns.map(({ field: key }) => key)).toEqual(
    expect.arrayContaining(["goal.from", "alternatives", "constraints.money"]),
  );
  const again = draftPacket(`Draft it.\n${JSON.stringify({ phase: 0, idea: IDEA, answers: {}, standing: {} })}`);
  expect(again).toEqual(answer);
});

test.each([0, 1, 2, 3])("of packet %i the planner's draft passes every rule", (phase) => {
  const standing = {
    "offer.does": IDEA.split(".")[0],
    "problem.pain": "lose patients to missed appointments",
    "pricing.amount": 40,
  };
  const answer = draftPacket(JSON.stringify({ phase, idea: IDEA, answers: {}, standing }));
  expect(judgeAnswer(phase, answer, known).problems).toEqual([]);
});

test("an empty idea gives a brief of unknowns with a question each, and no fiction", () => {
  const answer = draftPacket(JSON.stringify({ phase: 0, idea: "", answers: {}, standing: {} }));
  const { fields, unknowns } = judgeAnswer(0, answer, { founderText: "", refs: new Set() });
  expect(fields).toEqual({});
  expect(unknowns).toHaveLength(fieldsOf(0).length);
  expect(unknowns.every(({ how_to_learn }) => how_to_learn.endsWith("?"))).toBe(true);
});

const value = (text: string, edited_by: string | null = null): Fields[string] => ({
  value: text,
  source: edited_by ? "founder" : "model",
  refs: [],
  confidence: "low",
  edited_by,
});

test("a draft never replaces a field that a member wrote, and the difference is shown by field", () => {
  const before = {
    synopsis: "",
    fields: { stage: value("A first customer pays.", "user_1"), "offer.does": value("Old") },
    unknowns: [],
  };
  const drafted = { synopsis: "", fields: { stage: value("An idea."), "offer.does": value("New") }, unknowns: [] };
  const merged = mergePacket(0, drafted, before);
  expect(merged.fields["stage"]?.value).toBe("A first customer pays.");
  expect(diffFields(0, before.fields, merged.fields)).toEqual([{ field: "offer.does", before: "Old", after: "New" }]);
});

test("a packet lists the unknown of the one before that weakens a field of its own", () => {
  const unknowns = [{ field: "problem.pain", why: "", how_to_learn: "" }];
  expect(weakenedBy(1, { unknowns } as never)).toEqual([{ field: "interviews.script", unknown: "problem.pain" }]);
});
