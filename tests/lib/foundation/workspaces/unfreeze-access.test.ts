import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { holdJobIfFrozen } from "@/lib/foundation/workspaces/hold-job-if-frozen";
import { unfreezeAccess } from "@/lib/foundation/workspaces/unfreeze-access";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const unfreeze = ({ job }: Company) => withTransaction({ ...job, whileFrozen: true }, unfreezeAccess);

test("a new token, held jobs in the queue oldest first, no reason left", async () => {
  const company = await world.company();
  const { workspaceId } = company;
  await withTransaction({ ...company.job, whileFrozen: true }, (tx) => freezeAccess(tx, "spam"));
  for (const n of [1, 2, 3]) {
    const jobId = `00000000-0000-4000-8000-00000000000${n}`;
    const job = { jobId, name: "audit.record_access", payload: { workspaceId, n }, singletonKey: null };
    await holdJobIfFrozen(world.system(), workspaceId, job);
  }
  const opened = await unfreeze(company);
  expect(opened).toMatchObject({ heldJobs: 3, lastFour: (await revealWebhookToken(company.job)).slice(-4) });
  expect((await world.jobs(workspaceId)).map(({ data }) => data.n)).toEqual([1, 2, 3]);
  const { rows } = await world.admin.query("select status, frozen_reason, frozen_at from workspaces where id = $1", [
    workspaceId,
  ]);
  expect(rows).toEqual([{ status: "active", frozen_reason: null, frozen_at: null }]);
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({ event_type: "workspace.webhook_token_issued" });
});

test("not frozen, nothing happens", async () => {
  const company = await world.company();
  const before = await revealWebhookToken(company.job);
  expect(await unfreeze(company)).toBeNull();
  expect(await revealWebhookToken(company.job)).toBe(before);
});
