import { afterAll, beforeAll, expect, test } from "vitest";
import { findEngine } from "@/lib/operations/ignition/find-engine";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("the engine of a launched workspace answers; before a launch there is none", async () => {
  const company = await world.readyCompany();
  expect(await findEngine(company.job)).toBeNull();
  await world.launch(company);
  expect(await findEngine(company.job)).toBeNull();
  await world.run(company);
  const engine = await findEngine(company.job);
  const { workspaceId, job } = company;
  expect(await engine?.listWorkflows({ workspaceId, signal: job.signal })).toHaveLength(7);
});
