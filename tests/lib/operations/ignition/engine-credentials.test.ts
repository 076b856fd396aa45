import { afterAll, beforeAll, expect, test } from "vitest";
import { CREDENTIAL_KEYS, engineCredentials } from "@/lib/operations/ignition/engine-credentials";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("mail account, the partition's own login, and the newest token twice", async () => {
  const company = await world.readyCompany();
  await createLeadsPartition(company.job);
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const found = await engineCredentials(company.job);
  expect(found.map(({ key }) => key)).toEqual(CREDENTIAL_KEYS);
  const of = (key: string) => found.find((one) => one.key === key)?.credential;
  expect(of("mail")).toMatchObject({ type: "smtp", host: "127.0.0.1", port: 2525 });
  const login = `instance_${company.workspaceId.replaceAll("-", "")}`;
  expect(of("postgres")).toMatchObject({ type: "postgres", user: login, ssl: false });
  expect(of("webhook")).toEqual({ type: "webhook", token });
  expect(of("gateway")).toMatchObject({ type: "openai_api", apiKey: token });
});

test("before a partition exists there is no login to give; a viewer gets none at all", async () => {
  const company = await world.readyCompany();
  await expect(engineCredentials(company.job)).rejects.toMatchObject({ code: "leads_partition.missing" });
  await expect(engineCredentials(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
