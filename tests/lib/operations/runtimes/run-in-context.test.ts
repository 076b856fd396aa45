import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runInContext } from "@/lib/operations/runtimes/run-in-context";
import type { Company } from "../../../factories/test-world";
import { attemptsOf, waitingRun } from "./dedicated";
import { openGateway, type Gateway } from "./gateway";
import { createRuntimeWorld, type RuntimeWorld } from "./runtime-world";

let world: RuntimeWorld;
let gateway: Gateway;
let company: Company;
beforeAll(async () => {
  gateway = await openGateway();
  world = await createRuntimeWorld(gateway.url);
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await gateway.close();
});

const due = async (): Promise<number> =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === "recurring.run_due").length;

test("a shared company's scheduled task is done here; a dedicated one's by its own runtime; each once", async () => {
  const first = await waitingRun(world, company);
  await runInContext(company.job, { runId: first });
  expect([await attemptsOf(world, first), await due(), gateway.asked.length]).toEqual([1, 1, 0]);

  await world.dedicate(company);
  const second = await waitingRun(world, company);
  await runInContext(company.job, { runId: second });
  expect([await attemptsOf(world, second), await due()]).toEqual([1, 2]);
  expect(gateway.asked).toMatchObject([{ status: 200 }]);
});

test("a run that is gone is nothing to do, and a viewer may not", async () => {
  await runInContext(company.job, { runId: randomUUID() });
  const viewer = { ...company.viewer, signal: company.job.signal };
  const runId = await waitingRun(world, company);
  await expect(runInContext(viewer, { runId })).rejects.toMatchObject({ code: "permission.missing" });
});
