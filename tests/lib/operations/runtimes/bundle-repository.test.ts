import { access } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleRepository } from "@/lib/operations/runtimes/bundle-repository";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
beforeAll(async () => {
  world = await createRuntimeWorld();
});
afterAll(() => world.close());

test("a company without a runtime, and one whose runtime is on this machine, have none elsewhere; a viewer gets none", async () => {
  const company = await world.company();
  const of = { projectId: company.projectId, file: join(world.home, "company.bundle") };
  expect(await bundleRepository(company.job, of)).toBeNull();
  await world.dedicate(company);
  expect(await bundleRepository(company.job, of)).toBeNull();
  await expect(access(of.file)).rejects.toThrow();
  const viewer = { ...company.viewer, signal: company.job.signal };
  await expect(bundleRepository(viewer, of)).rejects.toMatchObject({ code: "permission.missing" });
});
