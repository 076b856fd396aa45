import { afterAll, beforeAll, expect, test } from "vitest";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";
import { createIgnitionWorld, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("before a launch there is nothing; a stranger sees their own nothing", async () => {
  const company = await world.readyCompany();
  const nothing = { status: "not_started", steps: [], error: null, campaign_id: null };
  expect(await getIgnitionStatus(company.viewer)).toMatchObject(nothing);
  await world.launch(company);
  expect(await getIgnitionStatus(company.stranger)).toMatchObject(nothing);
});

test("a running step's duration grows with the clock, an ended one's stays", async () => {
  const company = await world.readyCompany();
  await world.launch(company);
  const steps = [
    { name: "create_partition", status: "done", started_at: "2026-01-01T00:00:00Z", ended_at: "2026-01-01T00:00:02Z" },
    { name: "provision_instance", status: "running", started_at: "2026-01-01T00:00:02Z", ended_at: null },
    { name: "await_handshake", status: "pending", started_at: null, ended_at: null },
  ].map((step) => ({ ...step, title: step.name, error: null, advice: null }));
  await world.admin.query("update genesis.ignition_state set steps = $2 where workspace_id = $1", [
    company.workspaceId,
    JSON.stringify(steps),
  ]);
  const view = await getIgnitionStatus({ ...company.viewer, now: () => new Date("2026-01-01T00:00:05Z") });
  expect(view.steps.map(({ duration_ms }) => duration_ms)).toEqual([2000, 3000, null]);
});
