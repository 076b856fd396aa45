import { expect, test, vi } from "vitest";
import { runInContext } from "@/lib/operations/runtimes/run-in-context";
import { createCloudWorld, violationsOf } from "./cloud-world";
import { randomFlips, untilDone } from "./flips";
import { openDedicated, testOrders } from "./orders-contract";

vi.setConfig({ testTimeout: 400_000 });

const at = openDedicated(createCloudWorld);

test("each scheduled run is done exactly once by a runtime at vendors or here, among 500 flips, lost answers, late and repeated requests", async () => {
  const { company, gateway, world } = at;
  const flips = randomFlips(world, company);
  const usual = gateway.around;
  gateway.around = async (ask) => (await flips.meet(ask)) !== "cut off";
  const begun = await flips.runs((runId) => untilDone(() => runInContext(company.job, { runId })));
  gateway.around = usual;
  expect(begun.length).toBeGreaterThan(50);
  expect(begun.every((times) => times === 1)).toBe(true);
  expect(gateway.asked.filter(({ status }) => status === 200).length).toBeGreaterThan(20);
  await world.admin.query(
    "update project_runtime_instances set mode = 'dedicated', epoch = epoch + 1 where project_id = $1",
    [company.projectId],
  );
});

testOrders(at);

test("the vendors were asked only what they describe", () => {
  expect(violationsOf(at.world)).toEqual([]);
});
