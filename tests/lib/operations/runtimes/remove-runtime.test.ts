import { afterAll, beforeAll, expect, test } from "vitest";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { removeRuntime } from "@/lib/operations/runtimes/remove-runtime";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
afterAll(() => world.close());

test("nothing of it is left: no process, folder, database, login, repository or secret; and a new one can be set up", async () => {
  const company = await world.company();
  const { url } = await world.dedicate(company);
  for (let time = 0; time < 2; time++) await removeRuntime(company.job, company);
  expect(await world.resources(company)).toEqual({
    repository: false,
    database: false,
    application: false,
    running: false,
  });
  await expect(fetch(url ?? "")).rejects.toThrow();
  for (const table of ["project_runtime_secrets", "genesis.vault_secrets"]) {
    const { rowCount } = await world.admin.query(`select from ${table} where workspace_id = $1`, [company.workspaceId]);
    expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
  }
  expect(await getRuntime(company.owner, company)).toMatchObject({ mode: "shared", status: "retired", resources: [] });
  const lines = await world.ledger(company.workspaceId);
  expect(lines.filter(({ event_type }) => event_type === "runtime.removed")).toHaveLength(1);
  expect(await world.dedicate(company)).toMatchObject({ mode: "dedicated", provisioning: { attempt: 2 } });
});

test("one elsewhere is not taken for gone where the keys to look are missing", async () => {
  const company = await world.company();
  await world.begin(company);
  await world.admin.query("update project_runtime_instances set target = 'cloud' where project_id = $1", [
    company.projectId,
  ]);
  await expect(removeRuntime(company.job, company)).rejects.toMatchObject({ code: "runtime.target_incomplete" });
  expect(await getRuntime(company.owner, company)).not.toMatchObject({ status: "retired" });
});

test("a company without one loses nothing; and a viewer may not remove one", async () => {
  const company = await world.company();
  await removeRuntime(company.job, company);
  expect(await getRuntime(company.owner, company)).toMatchObject({ status: "none" });
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(removeRuntime(viewer, company)).rejects.toMatchObject({ code: "permission.missing" });
});
