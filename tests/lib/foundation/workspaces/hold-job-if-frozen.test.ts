import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const setStatus = (status: string): Promise<unknown> =>
  world.admin.query("update workspaces set status = $2 where id = $1", [company.workspaceId, status]);

const hold = (more: { jobId?: string; name?: string; singletonKey?: string | null } = {}): Promise<boolean> =>
  holdJobIfFrozen(world.system(), company.workspaceId, {
    jobId: randomUUID(),
    name: "ignition.sync_campaign",
    payload: { workspaceId: company.workspaceId, campaignId: "the campaign" },
    singletonKey: null,
    ...more,
  });

const held = async (): Promise<object[]> =>
  (
    await world.admin.query("select name, payload, singleton_key from held_jobs where workspace_id = $1", [
      company.workspaceId,
    ])
  ).rows;

test("nothing is held while the workspace is active", async () => {
  expect(await hold()).toBe(false);
  expect(await held()).toEqual([]);
});

test("while it is frozen a job is put aside as it is, with its key", async () => {
  await setStatus("frozen");
  expect(await hold({ singletonKey: "the key" })).toBe(true);
  expect(await held()).toEqual([
    {
      name: "ignition.sync_campaign",
      payload: { workspaceId: company.workspaceId, campaignId: "the campaign" },
      singleton_key: "the key",
    },
  ]);
});

test("the same job twice, or two with one key, are one; two without a key are two", async () => {
  await setStatus("frozen");
  const jobId = randomUUID();
  for (const more of [{ jobId }, { jobId }, { singletonKey: "k" }, { singletonKey: "k" }]) {
    expect(await hold(more)).toBe(true);
  }
  expect(await hold({ name: "ignition.refresh_campaigns", singletonKey: "k" })).toBe(true);
  expect(await hold()).toBe(true);
  expect(await held()).toHaveLength(4);
});

test("a freeze that is just being lifted is waited for, and then the job is not held", async () => {
  await setStatus("frozen");
  await world.admin.query("begin");
  await setStatus("active");
  const asked = hold();
  await world.admin.query("select pg_sleep(0.3)");
  await world.admin.query("commit");
  expect(await asked).toBe(false);
  expect(await held()).toEqual([]);
});
