import { afterAll, beforeAll, expect, test } from "vitest";
import { injectEngineCredentials } from "@/lib/operations/ignition/inject-engine-credentials";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
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

test("a token that is rotated meanwhile stays, although the writer of the older one is the last", async () => {
  const { job, owner, workspaceId } = await world.readyCompany();
  const target = { sidecarUrl: world.sidecar.url, signal: job.signal };
  let rotated: string | undefined;
  world.sidecar.onCall(async ({ workspaceId: of, action }) => {
    if (rotated || of !== workspaceId || action !== "INJECT_CREDENTIAL") return;
    rotated = "under way";
    ({ token: rotated } = await rotateWebhookToken(owner, { overlap_hours: 1 }));
    await injectEngineCredentials(job, target);
  });
  await injectEngineCredentials(job, target);
  const { credentials } = world.sidecar.instance(workspaceId);
  expect(credentials.find(({ key }) => key === "webhook")?.data).toMatchObject({ value: rotated });
  expect(credentials.find(({ key }) => key === "gateway")?.data).toMatchObject({ apiKey: rotated });
});
