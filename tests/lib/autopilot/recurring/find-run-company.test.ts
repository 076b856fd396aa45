import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findRunCompany } from "@/lib/autopilot/recurring/find-run-company";
import { waitingRun } from "../../operations/runtimes/dedicated";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a run names its company, to its own workspace only", async () => {
  const company = await world.company();
  const runId = await waitingRun(world, company);
  expect(await findRunCompany(company.viewer, { runId })).toBe(company.projectId);
  expect(await findRunCompany(company.stranger, { runId })).toBeNull();
  expect(await findRunCompany(company.viewer, { runId: randomUUID() })).toBeNull();
});
