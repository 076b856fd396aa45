import { afterAll, beforeAll, expect, test } from "vitest";
import { refreshCredentials } from "@/lib/operations/ignition/refresh-credentials";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("a rotated token replaces both credentials that hold it, under the ids the workflows know", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  await world.run(company);
  const before = world.sidecar.instance(company.workspaceId).credentials;
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  await refreshCredentials(company.job);
  await refreshCredentials(company.job);
  const after = world.sidecar.instance(company.workspaceId).credentials;
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.find(({ key }) => key === "webhook")?.data).toMatchObject({ value: token });
  expect(after.find(({ key }) => key === "gateway")?.data).toMatchObject({ apiKey: token });
});

test("before a launch there is nothing to do; n8n in trouble is worth another try", async () => {
  const company = await world.readyCompany();
  await refreshCredentials(company.job);
  expect(world.sidecar.instance(company.workspaceId).credentials).toEqual([]);
  await world.launch(company);
  await world.run(company);
  world.sidecar.misbehave(company.workspaceId, "INJECT_CREDENTIAL", "trouble");
  await expect(refreshCredentials(company.job)).rejects.toMatchObject({ retryable: true });
});

test("rotated while the launch runs, n8n ends up with the newest token", async () => {
  const company = await world.readyCompany();
  let rotated: string | undefined;
  world.sidecar.onCall(async ({ workspaceId, action }) => {
    if (workspaceId !== company.workspaceId || action !== "DEPLOY_WORKFLOW" || rotated) return;
    rotated = "under way";
    ({ token: rotated } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
    await expect(refreshCredentials(company.job)).rejects.toMatchObject({ retryable: true });
  });
  await world.launch(company);
  await world.run(company);
  // the jobs a worker does afterwards
  if ((await world.jobs(company.workspaceId)).some(({ name }) => name === "ignition.refresh_credentials"))
    await refreshCredentials(company.job);
  const { credentials } = world.sidecar.instance(company.workspaceId);
  expect(credentials.find(({ key }) => key === "webhook")?.data).toMatchObject({ value: rotated });
});

test("a viewer may not", async () => {
  const company = await world.readyCompany();
  const { signal } = company.job;
  await expect(refreshCredentials({ ...company.viewer, signal })).rejects.toMatchObject({ code: "permission.missing" });
});
