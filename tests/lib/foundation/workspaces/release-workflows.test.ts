import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { releaseWorkflows } from "@/lib/foundation/workspaces/release-workflows";
import { unfreezeAccess } from "@/lib/foundation/workspaces/unfreeze-access";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const hold = ({ workspaceId }: Company, name: string, untilRestored: boolean): Promise<boolean> =>
  holdJobIfFrozen(world.system(), workspaceId, {
    jobId: randomUUID(),
    name,
    payload: { workspaceId },
    singletonKey: null,
    untilRestored,
  });

const queued = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.jobs(workspaceId)).map(({ name }) => name);

test("jobs that publish wait beyond the freeze, also new ones, until the workflows are released; the others do not", async () => {
  const company = await world.company();
  const inside = { ...company.job, whileFrozen: true } as const;
  await withTransaction(inside, (tx) => freezeAccess(tx, "spam"));
  await hold(company, "ignition.sync_campaign", true);
  await hold(company, "audit.record_access", false);
  expect(await withTransaction(inside, (tx) => unfreezeAccess(tx, { holdWorkflows: true }))).toMatchObject({
    heldJobs: 1,
  });
  expect(await queued(company)).toEqual(["audit.record_access"]);
  expect(await hold(company, "ignition.refresh_campaigns", true)).toBe(true);
  expect(await hold(company, "audit.record_access", false)).toBe(false);

  expect(await withTransaction(company.job, releaseWorkflows)).toBe(2);
  expect(await queued(company)).toEqual([
    "audit.record_access",
    "ignition.sync_campaign",
    "ignition.refresh_campaigns",
  ]);
  expect(await hold(company, "ignition.sync_campaign", true)).toBe(false);
  expect(await withTransaction(company.job, releaseWorkflows)).toBe(0);
});
