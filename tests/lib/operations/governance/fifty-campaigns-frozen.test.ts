import { afterAll, beforeAll, expect, test } from "vitest";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

const CAMPAIGNS = 50;
/** The most that one call unpublishes within its patience. */
const A_CALL = 40;

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("a freeze with 350 workflows refuses runs before the first is unpublished, and goes on until none is published", async () => {
  const company = await world.launched();
  const { workspaceId } = company;
  const [first = ""] = world.sidecar.instance(workspaceId).workflows.map(({ key }) => key.split(":")[1] ?? "");
  for (let number = 1; number < CAMPAIGNS; number += 1) world.sidecar.repeat(workspaceId, first, `campaign-${number}`);
  expect(world.published(company)).toHaveLength(7 * CAMPAIGNS);
  world.sidecar.unpublishAtMost(workspaceId, A_CALL);

  const freeze = await world.freeze(company);
  const asked = world.sidecar.calls.length;
  expect(await world.enforce(company, freeze)).toMatchObject({ state: "proven", proof: { published_workflows: 0 } });
  const actions = world.sidecar.calls
    .slice(asked)
    .filter((call) => call.workspaceId === workspaceId)
    .map(({ action }) => action);
  expect(actions.indexOf("BLOCK_RUNS")).toBeGreaterThanOrEqual(0);
  expect(actions.indexOf("BLOCK_RUNS")).toBeLessThan(actions.indexOf("DEACTIVATE_ALL_WORKFLOWS"));
  expect(actions.filter((action) => action === "DEACTIVATE_ALL_WORKFLOWS").length).toBeGreaterThanOrEqual(
    Math.ceil((7 * CAMPAIGNS) / A_CALL),
  );
  expect(world.published(company)).toEqual([]);
});
