import { afterAll, beforeAll, expect, test } from "vitest";
import { getRuntime } from "@/lib/operations/runtimes/get-runtime";
import { retireRuntime } from "@/lib/operations/runtimes/retire-runtime";
import type { JobCtx } from "../../../factories/test-world";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
afterAll(() => world.close());

test("a runtime is taken away when its time of grace is over, and not before; an active one never", async () => {
  const company = await world.company();
  await world.dedicate(company);
  const after = (days: number): JobCtx => ({
    ...company.job,
    now: () => new Date(Date.now() + days * 86_400_000),
  });
  const everything = { repository: true, database: true, application: true, running: true };
  await retireRuntime(after(400), company);
  await world.admin.query(
    "update project_runtime_instances set mode = 'shared', status = 'retiring', retire_at = now() + interval '30 days' where project_id = $1",
    [company.projectId],
  );
  await retireRuntime(after(29), company);
  expect(await world.resources(company)).toEqual(everything);
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(retireRuntime(viewer, company)).rejects.toMatchObject({ code: "permission.missing" });

  for (let time = 0; time < 2; time++) await retireRuntime(after(31), company);
  expect(await world.resources(company)).toEqual({
    repository: false,
    database: false,
    application: false,
    running: false,
  });
  expect(await getRuntime(company.owner, company)).toMatchObject({ status: "retired", resources: [] });
});
