import { afterAll, beforeAll, expect, test } from "vitest";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a member reads their workspace; a workspace that is gone is not here", async () => {
  const company = await world.company("Acme");
  expect(await getWorkspace(company.viewer)).toMatchObject({ id: company.workspaceId, name: "Acme", plan: "free" });
  const nowhere = { ...company.owner, workspaceId: "00000000-0000-4000-8000-000000000000" };
  await expect(getWorkspace(nowhere)).rejects.toMatchObject({ code: "workspace.not_found" });
});
