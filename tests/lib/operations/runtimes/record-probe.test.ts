import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { beginProvisioning } from "@/lib/operations/runtimes/begin-provisioning";
import { recordProbe } from "@/lib/operations/runtimes/record-probe";
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
  await world.admin.query(
    `update project_runtime_instances set mode = 'dedicated', status = 'active', epoch = 1, url = 'http://127.0.0.1:1', commit_sha = repeat('a', 40),
       activated_at = now() where project_id = $1`,
    [projectId],
  );
});
afterAll(() => world.close());

const state = async (): Promise<unknown> => {
  const { rows } = await world.admin.query(
    "select mode, status, epoch, failures, successes from project_runtime_instances where project_id = $1",
    [company.projectId],
  );
  return rows[0];
};
const record = (trouble: string | null, epoch = 1): Promise<void> =>
  recordProbe(company.job, { projectId: company.projectId, epoch, trouble, url: null });

test("a success between failures begins the count again", async () => {
  for (const trouble of ["down", "down", null, "down", "down"]) await record(trouble);
  expect(await state()).toMatchObject({ mode: "dedicated", status: "active", epoch: 1, failures: 2 });
  await record("down");
  expect(await state()).toMatchObject({ mode: "shared", status: "unhealthy", epoch: 2, failures: 3 });
});

test("a failure on probation begins that anew", async () => {
  for (let time = 0; time < 3; time++) await record("down");
  for (const trouble of [null, null, "down", null, null]) await record(trouble, 2);
  expect(await state()).toMatchObject({ mode: "shared", successes: 2 });
  await record(null, 2);
  expect(await state()).toMatchObject({ mode: "dedicated", status: "active", epoch: 3, successes: 0 });
});

test("a probe of an epoch that has passed counts nothing", async () => {
  for (let time = 0; time < 5; time++) await record("down", 0);
  expect(await state()).toMatchObject({ mode: "dedicated", failures: 0 });
});

test("a viewer may not, and another workspace changes nothing here", async () => {
  const probe = { projectId: company.projectId, epoch: 1, trouble: "down", url: null };
  await expect(recordProbe(company.viewer, probe)).rejects.toMatchObject({ code: "permission.missing" });
  for (let time = 0; time < 3; time++) await recordProbe(company.stranger, probe);
  expect(await state()).toMatchObject({ mode: "dedicated", failures: 0 });
});
