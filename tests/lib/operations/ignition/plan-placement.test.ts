import { afterAll, beforeAll, expect, test } from "vitest";
import { ordersMachines, planPlacement } from "@/lib/operations/ignition/plan-placement";
import { createMachineWorld, WISH, type MachineWorld } from "../machines/machine-world";

let world: MachineWorld;
beforeAll(async () => {
  world = await createMachineWorld();
});
afterAll(() => world.close());

test("the plan is for the machine that was chosen in the onboarding, and says so while none was", async () => {
  const { owner, workspaceId } = await world.company();
  expect(ordersMachines()).toBe(true);
  expect(await planPlacement(owner)).toMatchObject({
    placement: "machine",
    machine: null,
    refusals: [{ code: "machine.not_chosen" }],
  });
  await world.admin.query(
    `insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit, region, size)
     values ($1, 'Europe/London', '{"days":[1],"from":"09:00","to":"17:00"}', 50, $2, $3)
     on conflict (workspace_id) do update set region = excluded.region, size = excluded.size`,
    [workspaceId, WISH.region, WISH.size],
  );
  expect(await planPlacement(owner)).toMatchObject({ placement: "machine", machine: WISH, refusals: [] });
  expect(world.fake.calls.filter(({ method }) => method !== "GET")).toEqual([]);
});
