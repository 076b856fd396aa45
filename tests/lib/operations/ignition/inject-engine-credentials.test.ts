import { afterAll, beforeAll, expect, test } from "vitest";
import { injectEngineCredentials } from "@/lib/operations/ignition/inject-engine-credentials";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("answers n8n's id of each of our types; again, the same ids", async () => {
  const { job } = await world.readyCompany();
  const target = { sidecarUrl: world.sidecar.url, signal: job.signal };
  const ids = await injectEngineCredentials(job, target);
  expect(Object.keys(ids)).toEqual(["smtp", "webhook", "trigger", "openai_api"]);
  expect(await injectEngineCredentials(job, target)).toEqual(ids);
});
