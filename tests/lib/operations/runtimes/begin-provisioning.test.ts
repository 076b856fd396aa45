import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginProvisioning, type Begun } from "@/lib/operations/runtimes/begin-provisioning";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { PROVISIONING_PLAN } from "@/lib/operations/runtimes/plan";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type Company, type Job, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const begin = (cause: "payment" | "admin" | "retry" = "payment"): Promise<Begun> =>
  withTransaction(company.job, (tx) => beginProvisioning(tx, { projectId: company.projectId, cause }));
const runs = async (): Promise<Job[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.provision_project");
const end = (status: string): Promise<unknown> =>
  world.admin.query(
    "update project_provisioning_jobs set status = $2, ended_at = now() where project_id = $1 and ended_at is null",
    [company.projectId, status],
  );

test("an attempt begins: eight pending steps, one job, a line; the company still works on the shared runtime", async () => {
  expect(await begin()).toEqual({ started: true, mode: "shared", attempt: 1 });
  const view = await getRuntime(company.viewer, company);
  expect(view).toMatchObject({ mode: "shared", status: "requested", resources: [], may_retry: false });
  expect(view.provisioning?.steps.map(({ name, status }) => [name, status])).toEqual(
    PROVISIONING_PLAN.map(({ name }) => [name, "pending"]),
  );
  expect(view.provisioning?.steps).toHaveLength(8);
  expect(await runs()).toMatchObject([{ data: { projectId: company.projectId, attempt: 1 } }]);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ event_type: "runtime.requested" });
});

test("a runtime is made in the place that is wanted now only when nothing of it is left in another one", async () => {
  await begin();
  const targets: unknown[] = [];
  for (const status of ["failed", "retired"]) {
    await end("failed");
    await world.admin.query(
      "update project_runtime_instances set target = 'cloud', status = $2, mode = 'shared' where project_id = $1",
      [company.projectId, status],
    );
    await begin();
    targets.push((await getRuntime(company.owner, company)).target);
  }
  expect(targets).toEqual(["cloud", "local"]);
});

test("a payment told ten times and an administrator at the same moment make one attempt", async () => {
  const all = await Promise.all([...Array.from({ length: 10 }, () => begin()), begin("admin")]);
  expect(all.filter(({ started }) => started)).toHaveLength(1);
  expect(await runs()).toHaveLength(1);
});

test("a company that has its runtime begins nothing; one whose attempt failed begins the next", async () => {
  await begin();
  await end("failed");
  expect(await begin("retry")).toEqual({ started: true, mode: "shared", attempt: 2 });
  await end("succeeded");
  await world.admin.query(
    "update project_runtime_instances set mode = 'dedicated', status = 'active', url = 'http://x', commit_sha = repeat('a', 40), activated_at = now() where project_id = $1",
    [company.projectId],
  );
  expect(await begin()).toEqual({ started: false, mode: "dedicated", attempt: 2 });
  expect(await runs()).toHaveLength(2);
});

test("when the job cannot be enqueued, nothing is begun", async () => {
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => begin())).rejects.toThrow();
  expect(await getRuntime(company.owner, company)).toMatchObject({ status: "none", provisioning: null });
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});
