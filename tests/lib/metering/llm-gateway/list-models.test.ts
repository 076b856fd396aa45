import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/llm/v1/models/route";
import { listModels } from "@/lib/metering/llm-gateway/list-models";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("lists the models that a request may name; a viewer may not ask", async () => {
  expect(await listModels(webhookOf(company))).toMatchObject({
    object: "list",
    data: [{ id: "offline planner", object: "model" }],
  });
  await expect(listModels(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});

test("the route takes the workspace's token as its bearer", async () => {
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const get = (bearer: string) =>
    GET(new Request("http://127.0.0.1/api/llm/v1/models", { headers: { authorization: `Bearer ${bearer}` } }), {
      params: Promise.resolve({}),
    });
  expect((await get(token)).status).toBe(200);
  expect((await get("wrong")).status).toBe(401);
});
