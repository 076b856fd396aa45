import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { agentCtx } from "@/lib/autopilot/nightshift/agent-ctx";
import { candidate, type Kind } from "@/lib/autopilot/nightshift/candidate";
import { swapNeighbours } from "@/lib/autopilot/nightshift/night-words";
import { score, type Scored } from "@/lib/autopilot/nightshift/score";
import { wordNight, type WordedNight } from "@/lib/autopilot/nightshift/word-night";
import type { Worded } from "@/lib/autopilot/nightshift/work";
import type { Company } from "../../../factories/test-world";
import type { Rule } from "../../../fakes/openai";
import { createModelWorld, type ModelWorld } from "../models/model-world";

let world: ModelWorld;
let company: Company;
beforeAll(async () => void (world = await createModelWorld()));
beforeEach(async () => void (company = await world.company()));
afterAll(() => world.close());

const finding = (key: Kind): Scored =>
  score(
    candidate({
      key,
      kind: key,
      title: `Do ${key}`,
      why: `Because of ${key}.`,
      value: 90,
      minutes: 1,
      evidence: ["e:1"],
    }),
    {},
  );
const RANKED = [finding("replies_unanswered"), finding("payment_failed"), finding("events_silent")];

async function worded(rules: Rule[]): Promise<WordedNight> {
  world.fake.script(rules);
  const ctx = await agentCtx(company.job);
  return wordNight(ctx, { projectId: company.projectId, work: { ranked: RANKED } }, world.port);
}
const answer = (more: object): Rule[] => [{ text: JSON.stringify({ order: [], words: [], ideas: [], ...more }) }];
const titles = ({ worded: lines }: WordedNight): string[] => lines.map(({ title }) => title);

test("words without a number or a claim replace the rule's own, and neighbours change places", async () => {
  const night = await worded(
    answer({
      order: ["payment_failed", "replies_unanswered", "events_silent"],
      words: [
        { key: "payment_failed", title: "Ask about the failed card", why: "A failed card is often an oversight." },
      ],
    }),
  );
  // 100 tokens in and 10 out, as the server says.
  const costUsd = expect.closeTo(0.000_056, 9) as number;
  expect(night).toMatchObject({ removedSentences: 0, modelCalls: 1, factsOnly: null, costUsd });
  expect(night.worded.map(({ title, origin }) => [title, origin])).toEqual([
    ["Ask about the failed card", "model"],
    ["Do replies_unanswered", "rule"],
    ["Do events_silent", "rule"],
  ]);
});

test.each([
  ["a number that nothing measured", "Win back 40 lost customers", "They left."],
  ["a claim that something was done", "Ask about the failed card", "I have sent them an email."],
  ["a superlative", "Ask about the failed card", "It was our best week ever."],
])("the rule's own words stay where a model writes %s", async (_name, title, why) => {
  const night = await worded(answer({ words: [{ key: "payment_failed", title, why }] }));
  expect(titles(night)).toEqual(RANKED.map((each) => each.title));
  expect(night.removedSentences).toBeGreaterThan(0);
});

test("an idea needs a reference that the model was shown, and is believed no more than three in ten", async () => {
  const of = { projectId: company.projectId, purpose: "nightshift" as const };
  const { sections } = await assembleCompanyContext(company.owner, of);
  const [ref = ""] = sections.flatMap(({ items }) => items.flatMap(({ refs }) => refs));
  const [guide, referral] = ["Write a short guide", "Ask a customer for a referral"];
  const idea = (title: string, evidence: string) => ({ title, why: "Customers know others.", evidence: [evidence] });
  const night = await worded(answer({ ideas: [idea(referral, "e:999999"), idea(guide, ref)] }));
  expect(night.worded.filter(({ kind }) => kind === "model_idea")).toMatchObject([
    { title: guide, origin: "model", p: 0.3, evidence: [ref] },
  ]);
});

test("a model that fails costs its words alone, and the report says so", async () => {
  const night = await worded([{ status: 500 }]);
  expect(titles(night)).toEqual(RANKED.map((each) => each.title));
  expect(night.factsOnly).toContain("The model did not word this report");
});

test("a night that found nothing asks no model", async () => {
  world.fake.requests.length = 0;
  const ctx = await agentCtx(company.job);
  const night = await wordNight(ctx, { projectId: company.projectId, work: { ranked: [] } }, world.port);
  expect(night).toMatchObject({ worded: [], modelCalls: 0, answeredBy: null });
  expect(world.fake.requests).toHaveLength(0);
});

test("a finding moves by at most one place, in each order that a model wants", () => {
  const rows = ["a", "b", "c", "d", "e"].map((key) => ({ key }) as Worded);
  for (const order of [["e", "d", "c", "b", "a"], ["c", "a", "b", "e", "d"], ["e"], [], ["x", "y"]]) {
    const moved = swapNeighbours(rows, order).map(({ key }, place) =>
      Math.abs(place - rows.findIndex((row) => row.key === key)),
    );
    expect(Math.max(...moved)).toBeLessThanOrEqual(1);
  }
});
