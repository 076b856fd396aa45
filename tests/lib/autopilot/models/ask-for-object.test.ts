import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { askForObject } from "@/lib/autopilot/models/ask-for-object";
import { offlineToolModel } from "@/lib/providers/llm/offline/tool-model";
import type { Company } from "../../../factories/test-world";
import type { Rule } from "../../../fakes/openai";
import { budgetOf, usageOf } from "../../metering/spending/budget-world";
import { callOf, createModelWorld, MODEL, requestsOf, type ModelWorld } from "./model-world";

let world: ModelWorld;
let company: Company;
beforeAll(async () => {
  world = await createModelWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const Brief = z.object({
  one_liner: z.string().max(140),
  ideas: z.array(z.string()).min(1),
  note: z.string().optional(),
});
const GOOD = { one_liner: "Bread by bicycle.", ideas: ["a"] };
const ask = (rules: Rule[], port = world.port) => {
  world.fake.script(rules);
  world.fake.requests.length = 0;
  const { tools: _tools, maxSteps: _steps, ...call } = callOf(company, { purpose: "packet" });
  return askForObject(company.owner, { ...call, schema: Brief, schemaName: "brief" }, port);
};

test.each([
  ["as it is", JSON.stringify(GOOD)],
  [
    "in a code block between sentences",
    `Here it is:\n\`\`\`json\n${JSON.stringify(GOOD, null, 2)}\n\`\`\`\nGood luck!`,
  ],
])("an object that fits %s is the value; the schema was sent, and the call is settled", async (_name, text) => {
  const answer = await ask([{ when: { schema: "brief" }, text }]);
  expect(answer).toMatchObject({ value: GOOD, answeredBy: { model: MODEL }, tokens: { in: 100, out: 10 } });
  expect(world.fake.requests[0]?.body).toMatchObject({
    response_format: { type: "json_schema", json_schema: { name: "brief", strict: false, schema: { type: "object" } } },
  });
  expect(await requestsOf(world, company)).toMatchObject([
    { call_id: answer.callId, status: "completed", purpose: "packet" },
  ]);
});

test.each([
  ["of another form", '{"one_liner": 7, "ideas": []}', "one_liner"],
  ["without JSON", "I would rather talk about the weather.", "no JSON object"],
  ["cut off", '{"one_liner": "Bread', "no JSON object"],
  ["empty", "", "no JSON object"],
])("an answer %s is sent back once with what is wrong", async (_name, wrong, problem) => {
  const answer = await ask([{ text: wrong }, { when: { last: problem }, text: JSON.stringify(GOOD) }]);
  expect(answer.value).toEqual(GOOD);
  expect(answer.tokens).toEqual({ in: 200, out: 20 });
  expect((await usageOf(world, company)).map(({ status }) => status)).toEqual(["settled", "settled"]);
});

test("a second answer that does not fit is 502 model.bad_answer, and there is no third", async () => {
  await expect(ask([{ text: "{}", times: 9 }])).rejects.toMatchObject({
    code: "model.bad_answer",
    kind: "upstream",
    details: { problems: expect.arrayContaining([expect.stringContaining("one_liner")]) },
  });
  expect(world.fake.requests).toHaveLength(2);
  expect(await budgetOf(world, company)).toMatchObject({ reserved: 0 });
});

test("a failure of the server is thrown at once, with our code", async () => {
  await expect(ask([{ status: 429, times: 9 }])).rejects.toMatchObject({ code: "model.busy" });
  expect(world.fake.requests).toHaveLength(1);
});

test("the offline planner answers with an object that fits, costs nothing, is leased and named", async () => {
  const answer = await ask([], offlineToolModel);
  expect(Brief.parse(answer.value)).toEqual(answer.value);
  expect(answer.answeredBy).toEqual({
    provider: "offline planner",
    model: expect.stringMatching(/^offline-planner@\d+$/),
    label: "offline planner",
  });
  expect(await usageOf(world, company)).toMatchObject([{ status: "settled", cost: 0, model: answer.answeredBy.model }]);
  expect(world.fake.requests).toEqual([]);
});
