import { afterAll, beforeAll, expect, test } from "vitest";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("every freeze of one workspace, newest first, frozen or not", async () => {
  const [company, other] = [await world.company(), await world.company()];
  await world.freeze(other);
  const input = { workspace_id: company.workspaceId };
  expect(await getFreezes(world.superAdmin(), input)).toEqual({ data: [] });
  await world.freeze(company, "first");
  await world.unfreeze(company);
  await world.freeze(company, "second");
  const { data } = await getFreezes(world.superAdmin(), input);
  expect(data.map(({ reason, unfrozen_at }) => [reason, unfrozen_at === null])).toEqual([
    ["second", true],
    ["first", false],
  ]);
});

test("only administrators", async () => {
  const company = await world.company();
  await expect(getFreezes(world.impostor(), { workspace_id: company.workspaceId })).rejects.toMatchObject({
    code: "admin.forbidden",
  });
});
