import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { provisionProject } from "@/lib/operations/runtimes/provision-project";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { pay } from "./pay";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

test("a company of a paying workspace gets one, once", async () => {
  await pay(world, company);
  expect(await provisionProject(company.owner, company)).toMatchObject({ started: true, attempt: 1 });
  expect(await provisionProject(company.owner, company)).toMatchObject({ started: false, attempt: 1 });
});

test("without payment: 422, and nothing is begun; after an administrator's attempt failed, the founder may try again", async () => {
  await expect(provisionProject(company.owner, company)).rejects.toMatchObject({ code: "runtime.not_paid" });
  expect(await world.jobs(company.workspaceId)).toEqual([]);
  await pay(world, company);
  await provisionProject(company.owner, company);
  await world.admin.query(
    "update project_provisioning_jobs set status = 'failed', ended_at = now() where project_id = $1",
    [company.projectId],
  );
  await world.admin.query("update subscriptions set is_paid = false where workspace_id = $1", [company.workspaceId]);
  expect(await provisionProject(company.owner, company)).toMatchObject({ started: true, attempt: 2 });
});

test("a viewer and a member may not; another workspace, or an invented company, has none here", async () => {
  await pay(world, company);
  const member = world.user();
  await addMember(world.admin, company.workspaceId, member, "member");
  for (const ctx of [company.viewer, await enterWorkspace(member, company.workspaceId)])
    await expect(provisionProject(ctx, company)).rejects.toMatchObject({ code: "permission.missing" });
  for (const [ctx, projectId] of [
    [company.stranger, company.projectId],
    [company.owner, randomUUID()],
  ] as const)
    await expect(provisionProject(ctx, { projectId })).rejects.toMatchObject({ code: "project.not_found" });
  expect(await world.jobs(company.workspaceId)).toEqual([]);
});
