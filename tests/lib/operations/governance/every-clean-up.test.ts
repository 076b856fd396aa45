import { afterAll, beforeAll, expect, test } from "vitest";
import { listLeftBehind } from "@/lib/operations/governance/list-left-behind";
import { orderCleanUp } from "@/lib/operations/governance/order-clean-up";
import type { Company } from "../../../factories/test-world";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

async function leaveBehind(): Promise<Company> {
  const company = await world.readyCompany();
  world.sidecar.misbehave(company.workspaceId, "ACTIVATE_WORKFLOW", "refuse");
  world.sidecar.misbehave(company.workspaceId, "DELETE_WORKFLOW", "refuse");
  await world.launch(company);
  expect(await world.run(company)).toMatchObject({ status: "failed", rollback_success: false });
  world.sidecar.behave(company.workspaceId);
  return company;
}
const ofWorkspace = async ({ workspaceId }: Company) =>
  (await listLeftBehind(world.superAdmin())).filter(({ workspace_id }) => workspace_id === workspaceId);
const audited = async ({ workspaceId }: Company) =>
  (
    await world.admin.query(
      "select reason, before from governance_audit_log where workspace_id = $1 and action = 'launch.clean_up_ordered'",
      [workspaceId],
    )
  ).rows;

test("an administrator sees what a launch left behind and orders its clean-up, once, in the audit log", async () => {
  const company = await leaveBehind();
  expect(await ofWorkspace(company)).toMatchObject([
    {
      left: [
        {
          step: "deploy_workflows",
          words: expect.stringContaining("n8n"),
          error: expect.stringContaining("n8n.rejected"),
        },
      ],
    },
  ]);
  const order = { workspace_id: company.workspaceId, reason: "The founder asked for it." };
  for (let times = 0; times < 2; times += 1) await orderCleanUp(world.superAdmin(), order);
  expect(await audited(company)).toMatchObject([{ reason: order.reason }]);
  expect(await ofWorkspace(company)).toEqual([]);
  expect(await world.run(company)).toMatchObject({ status: "failed", rollback_success: true });
  expect(world.sidecar.instance(company.workspaceId).workflows).toEqual([]);
  await expect(orderCleanUp(world.superAdmin(), order)).rejects.toMatchObject({ code: "ignition.nothing_left" });
});

test("another person may not", async () => {
  const company = await leaveBehind();
  const order = { workspace_id: company.workspaceId, reason: "A reason." };
  await expect(orderCleanUp(world.impostor(), order)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(listLeftBehind(world.impostor())).rejects.toMatchObject({ kind: "forbidden" });
  expect(await audited(company)).toEqual([]);
  expect(await ofWorkspace(company)).toHaveLength(1);
});
