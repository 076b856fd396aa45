import { afterAll, beforeAll, expect, test } from "vitest";
import { decideSendingRoute } from "@/lib/operations/governance/decide-sending-route";
import { listSendingRoutes } from "@/lib/operations/governance/list-sending-routes";
import { settleSendingRoute } from "@/lib/operations/ignition/settle-sending-route";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const MACHINE = { id: "7f1f6a0e-52a4-4f0b-8f5e-2b8f0a8f9c11", name: "local" };
const lines = async (workspaceId: string) =>
  (
    await world.admin.query(
      "select reason, before, after from governance_audit_log where workspace_id = $1 and action = 'sending_route.chosen'",
      [workspaceId],
    )
  ).rows;

test("an administrator decides by which way a workspace's emails leave, with a reason in the audit log, once", async () => {
  const company = await world.launched();
  const decision = {
    workspace_id: company.workspaceId,
    choice: "gateway",
    reason: "Its provider blocks 587.",
  } as const;
  for (let times = 0; times < 2; times += 1) {
    expect(await decideSendingRoute(world.superAdmin(), decision)).toEqual({
      workspace_id: company.workspaceId,
      choice: "gateway",
    });
  }
  expect(await lines(company.workspaceId)).toEqual([
    { reason: "Its provider blocks 587.", before: { choice: null }, after: { choice: "gateway" } },
  ]);
  expect(await settleSendingRoute(company.job)).toBe("gateway");
  expect(await listSendingRoutes(world.superAdmin(), MACHINE)).toContainEqual({
    workspace_id: company.workspaceId,
    workspace_name: expect.any(String),
    route: "gateway",
    choice: "gateway",
    reason: "It was chosen by hand.",
  });
  expect(await listSendingRoutes(world.superAdmin(), { ...MACHINE, name: "another" })).toEqual([]);
});

test("another person may not, and a workspace without a launch has no way yet", async () => {
  const company = await world.readyCompany();
  const decision = { workspace_id: company.workspaceId, choice: "gateway", reason: "A reason." } as const;
  await expect(decideSendingRoute(world.superAdmin(), decision)).rejects.toMatchObject({
    code: "ignition.not_launched",
  });
  await expect(decideSendingRoute(world.impostor(), decision)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(listSendingRoutes(world.impostor(), MACHINE)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(decideSendingRoute(world.superAdmin(), { ...decision, workspace_id: MACHINE.id })).rejects.toMatchObject(
    { code: "workspace.not_found" },
  );
  expect(await lines(company.workspaceId)).toEqual([]);
});
