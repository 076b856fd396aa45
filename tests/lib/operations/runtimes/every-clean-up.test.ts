import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cleanUpRuntime } from "@/lib/operations/runtimes/clean-up-runtime";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { listRuntimes } from "@/lib/operations/runtimes/list-runtimes";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { requestCleanUp } from "@/lib/operations/runtimes/request-clean-up";
import type { RuntimeOverview } from "@/lib/operations/runtimes/schemas";
import type { AdminCtx } from "@/lib/platform/ctx";
import type { Company } from "../../../factories/test-world";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

const NOTHING = { repository: false, database: false, application: false, running: false };

let world: RuntimeWorld;
let admin: AdminCtx;
let company: Company;
beforeAll(async () => {
  process.env.SUPER_ADMIN_IDS = "user_operatorexamplecom";
  world = await createRuntimeWorld();
  admin = { ...world.user("operator@example.com"), superAdmin: true };
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

/** An attempt that failed and could not take its database away, because another role owns the one of that name. */
async function leftOver(): Promise<void> {
  const name = runtimeName(company.projectId);
  const attempt = await world.begin(company);
  await world.admin.query(`create database "${name}"`);
  await world.run(company, attempt);
  await world.admin.query(`alter database "${name}" owner to postgres`);
}
const listed = async (): Promise<RuntimeOverview | undefined> =>
  (await listRuntimes(admin, { limit: 200 })).data.find(({ project_id: id }) => id === company.projectId);
const cleanUps = async (): Promise<unknown[]> =>
  (await world.jobs(company.workspaceId)).filter(({ name }) => name === "runtime.clean_up");

test("the leftovers of a failed attempt are listed, and gone after an administrator cleaned up: one line of the audit log, proof of absence", async () => {
  await leftOver();
  expect(await listed()).toMatchObject({ mode: "shared", status: "failed", may_clean_up: true });
  expect(await world.resources(company)).toEqual({ ...NOTHING, database: true });

  expect(await requestCleanUp(admin, { ...company, reason: "It was left" })).toEqual({ started: true });
  await requestCleanUp(admin, company);
  expect(await cleanUps()).toHaveLength(1);
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(cleanUpRuntime({ ...company.job, signal: stopped }, company)).rejects.toThrow();
  for (let time = 0; time < 2; time++) await cleanUpRuntime(company.job, company);
  expect(await world.resources(company)).toEqual(NOTHING);
  expect(await listed()).toBeUndefined();
  const { rows } = await world.admin.query(
    "select reason from governance_audit_log where workspace_id = $1 and action = 'runtime.clean_up_requested' order by 1 nulls last",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ reason: "It was left" }, { reason: null }]);
  expect((await world.ledger(company.workspaceId)).map(({ event_type }) => event_type)).toContain("runtime.removed");
  expect(await world.dedicate(company)).toMatchObject({ mode: "dedicated", provisioning: { attempt: 2 } });
});

test("a runtime that a company works with is listed with its parts and is not cleaned up, by request or by a job", async () => {
  await world.dedicate(company);
  const kinds = (await listed())?.resources.map(({ kind }) => kind);
  expect(kinds).toEqual(["repository", "database", "application"]);
  expect(await listed()).toMatchObject({ status: "active", may_clean_up: false });
  await expect(requestCleanUp(admin, company)).rejects.toMatchObject({ code: "runtime.in_use" });
  await cleanUpRuntime(company.job, company);
  expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "dedicated", status: "active" });
  expect(await cleanUps()).toEqual([]);
});

test("founders see and clean nothing, and an invented company is not found", async () => {
  const founder = { ...company.founder, superAdmin: true } as AdminCtx;
  await expect(listRuntimes(founder, { limit: 10 })).rejects.toMatchObject({ code: "admin.forbidden" });
  await expect(requestCleanUp(founder, company)).rejects.toMatchObject({ code: "admin.forbidden" });
  await expect(requestCleanUp(admin, { projectId: randomUUID() })).rejects.toMatchObject({ code: "project.not_found" });
  const { signal } = company.job;
  await expect(cleanUpRuntime({ ...company.viewer, signal }, company)).rejects.toMatchObject({
    code: "permission.missing",
  });
});
