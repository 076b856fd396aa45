import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { activateRuntime } from "@/lib/operations/runtimes/activate-runtime";
import type { AdminCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let admin: AdminCtx;
beforeAll(async () => {
  world = await createTestWorld({ SUPER_ADMIN_IDS: "user_operatorexamplecom" });
  admin = { ...world.user("operator@example.com"), superAdmin: true };
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const audited = async (): Promise<unknown[]> =>
  (
    await world.admin.query(
      "select action, reason, actor_id from governance_audit_log where workspace_id = $1 and action = 'runtime.activated'",
      [company.workspaceId],
    )
  ).rows;

test("a company that does not pay gets a runtime by an administrator's word: one attempt, one line of the audit log", async () => {
  const asked = { projectId: company.projectId, reason: "A pilot" };
  expect(await activateRuntime(admin, asked)).toEqual({ started: true, mode: "shared", attempt: 1 });
  expect(await activateRuntime(admin, asked)).toMatchObject({ started: false, attempt: 1 });
  expect(await audited()).toEqual([{ action: "runtime.activated", reason: "A pilot", actor_id: admin.user.userId }]);
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "runtime.provision_project", data: { projectId: company.projectId, attempt: 1 } },
  ]);
});

test("another person is refused, and an invented company is not found", async () => {
  const somebody = { ...company.founder, superAdmin: true } as AdminCtx;
  await expect(activateRuntime(somebody, company)).rejects.toMatchObject({ code: "admin.forbidden" });
  await expect(activateRuntime(admin, { projectId: randomUUID() })).rejects.toMatchObject({
    code: "project.not_found",
  });
  expect(await audited()).toEqual([]);
});
