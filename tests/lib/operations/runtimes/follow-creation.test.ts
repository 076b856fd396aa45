import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { followCreation } from "@/lib/operations/runtimes/follow-creation";
import { env } from "@/lib/platform/env";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { pay } from "./pay";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterEach(() => {
  env().FEATURE_POST_PAYMENT_PROVISIONING = true;
});
afterAll(() => world.close());

const begun = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.provision_project");

test("a second company of a workspace that pays gets its runtime by its creation, once, and the first one none by it", async () => {
  await pay(world, company);
  const { id: projectId } = await createProject(company.founder, { name: "Second", workspace_id: company.workspaceId });
  const followed = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.follow_creation");
  expect(followed.map(({ data }) => data)).toEqual([{ workspaceId: company.workspaceId, projectId }]);
  for (let time = 0; time < 3; time++) await followCreation(company.job, { projectId });
  expect(await begun()).toMatchObject([{ data: { projectId, attempt: 1 } }]);
});

test("an attempt that failed before is not begun again by it", async () => {
  await pay(world, company);
  await followCreation(company.job, company);
  await world.admin.query(
    "update project_provisioning_jobs set status = 'failed', ended_at = now() where project_id = $1",
    [company.projectId],
  );
  await followCreation(company.job, company);
  const { rows } = await world.admin.query("select attempt from project_provisioning_jobs where project_id = $1", [
    company.projectId,
  ]);
  expect(rows).toEqual([{ attempt: 1 }]);
});

test("nothing begins in a workspace that does not pay, or where the feature is off", async () => {
  await followCreation(company.job, company);
  await pay(world, company);
  env().FEATURE_POST_PAYMENT_PROVISIONING = false;
  await followCreation(company.job, company);
  expect(await begun()).toEqual([]);
});

test("a viewer may not, and a company of another workspace is none here", async () => {
  await expect(followCreation(company.viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
  const elsewhere = { ...company.stranger, actor: company.job.actor };
  await expect(followCreation(elsewhere, company)).rejects.toMatchObject({ code: "project.not_found" });
});

test("nothing begins when the queue refuses the attempt", async () => {
  await pay(world, company);
  await world.withoutQueue(async () => {
    await expect(followCreation(company.job, company)).rejects.toThrow();
  });
  const { rows } = await world.admin.query("select 1 from project_provisioning_jobs where project_id = $1", [
    company.projectId,
  ]);
  expect(rows).toEqual([]);
});
