import { afterAll, beforeAll, expect, test } from "vitest";
import { getHealth } from "@/lib/operations/fleet/get-health";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";
import { NO_WORKSPACE } from "../../../support/fake-sidecar";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

const at = (seconds: number) =>
  getHealth({ ...world.system(), now: () => new Date(1_800_000_000_000 + seconds * 1_000) });

test("100 callers at once look once, and what was seen is fresh for five seconds", async () => {
  await world.admin.query("update pgboss.queue set monitor_claim_on = now()");
  const answers = await Promise.all(Array.from({ length: 100 }, () => at(0)));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]?.checks.sidecar).toBe("ok");
  world.sidecar.misbehave(NO_WORKSPACE, "HEALTH_CHECK", "500", { times: 1 });
  expect(await at(4.9)).toBe(answers[0]);
  expect((await at(5)).checks.sidecar).toBe("failing");
  expect((await at(9.9)).checks.sidecar).toBe("failing");
  expect((await at(10)).checks.sidecar).toBe("ok");
});
