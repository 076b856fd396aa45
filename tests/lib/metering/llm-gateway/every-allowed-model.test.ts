import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { POST } from "@/app/api/llm/v1/chat/completions/route";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { requireAllowedModel } from "@/lib/metering/llm-gateway/require-allowed-model";
import { listAllowedModels } from "@/lib/metering/llm-gateway/list-allowed-models";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { webhookOf } from "../events/event-factory";
import { usageOf } from "../spending/budget-world";

const model = anthropicModel({ apiKey: "k", defaultModel: undefined });

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a call may name the configured model and what the operator priced, in any case; others are refused with the list", async () => {
  const caller = webhookOf(await world.company());
  await world.admin.query(
    "insert into private.model_prices (model, input, output, set_by) values ('claude-sonnet-4-5', 3, 15, 'a'), ('*', 0, 0, 'a')",
  );
  try {
    for (const named of ["claude-haiku-4-5", "Claude-Haiku-4-5", "Claude-Sonnet-4-5", "anthropic/claude-sonnet-4-5"])
      await requireAllowedModel(caller, named, model);
    const allowed_models = ["claude-haiku-4-5", "claude-sonnet-4-5"];
    expect(await listAllowedModels(caller, model)).toEqual(allowed_models);
    for (const named of ["claude-opus-4", "gpt-4", "o1-pro", "*"])
      await expect(requireAllowedModel(caller, named, model)).rejects.toMatchObject({
        kind: "invalid",
        code: "model.not_allowed",
        details: { allowed_models },
      });
  } finally {
    await world.admin.query("delete from private.model_prices");
  }
});

test("the gateway answers 400 in OpenAI's shape, names what is allowed, and sets nothing aside", async () => {
  const company = await world.company();
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const response = await POST(
    new Request("http://127.0.0.1/api/llm/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ model: "o1-pro", messages: [{ role: "user", content: "Hello" }] }),
    }),
    { params: Promise.resolve({}) },
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: {
      message: expect.stringContaining("The model “o1-pro” is not allowed here. Allowed: offline planner.") as unknown,
      type: "invalid_request_error",
      param: "model",
      code: "model_not_found",
    },
    code: "model.not_allowed",
    allowed_models: ["offline planner"],
  });
  expect(await usageOf(world, company)).toEqual([]);
});

test("a viewer may not ask", async () => {
  const { viewer } = await world.company();
  await expect(listAllowedModels(viewer, model)).rejects.toMatchObject({ code: "permission.missing" });
});
