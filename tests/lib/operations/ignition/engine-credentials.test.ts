import { afterAll, beforeAll, expect, test } from "vitest";
import { CREDENTIAL_KEYS, engineCredentials } from "@/lib/operations/ignition/engine-credentials";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("the mail account, and the newest token twice; nothing that opens the database", async () => {
  const company = await world.readyCompany();
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const found = await engineCredentials(company.job);
  expect(found.map(({ key }) => key)).toEqual(CREDENTIAL_KEYS.filter((key) => key !== "replies"));
  const of = (key: string) => found.find((one) => one.key === key)?.credential;
  expect(of("mail")).toMatchObject({ type: "smtp", host: "127.0.0.1", port: expect.any(Number) });
  expect(JSON.stringify(found)).not.toMatch(/postgres/);
  expect(of("webhook")).toEqual({ type: "webhook", token });
  expect(of("trigger")).toEqual({ type: "trigger" });
  expect(of("gateway")).toMatchObject({ type: "openai_api", apiKey: token });
});

test("a viewer gets none at all", async () => {
  const company = await world.readyCompany();
  await expect(engineCredentials(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
