import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { sweepProvisioning } from "@/lib/operations/runtimes/sweep-provisioning";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
  const { projectId, job } = company;
  await withTransaction(job, (tx) => beginProvisioning(tx, { projectId, cause: "payment" }));
});
afterAll(() => world.close());

const begunAgo = (interval: string): Promise<unknown> =>
  world.admin.query("update project_provisioning_jobs set started_at = now() - $2::interval where project_id = $1", [
    company.projectId,
    interval,
  ]);
const driven = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.provision_project");
const loseJob = (): Promise<unknown> =>
  world.admin.query("delete from pgboss.job where data ->> 'workspaceId' = $1", [company.workspaceId]);
const status = async (): Promise<unknown> =>
  (await world.admin.query("select status from project_provisioning_jobs where project_id = $1", [company.projectId]))
    .rows[0];

test("an attempt whose job is gone gets one, and one whose job waits gets no second", async () => {
  await begunAgo("5 minutes");
  await sweepProvisioning(world.system());
  expect(await driven()).toHaveLength(1);
  await loseJob();
  for (let time = 0; time < 2; time++) await sweepProvisioning(world.system());
  expect(await driven()).toMatchObject([{ data: { projectId: company.projectId, attempt: 1 } }]);
});

test("an attempt that nobody ended for two hours ends as failed, told once", async () => {
  await begunAgo("3 hours");
  for (let time = 0; time < 2; time++) await sweepProvisioning(world.system());
  expect(await status()).toEqual({ status: "failed" });
  const told = (await world.ledger(company.workspaceId)).filter(
    ({ event_type }) => event_type === "runtime.provisioning_failed",
  );
  expect(told).toHaveLength(1);
});

test("one of a frozen workspace waits", async () => {
  await begunAgo("3 hours");
  await loseJob();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'a test' where id = $1", [
    company.workspaceId,
  ]);
  await sweepProvisioning(world.system());
  expect([await driven(), await status()]).toEqual([[], { status: "running" }]);
});
