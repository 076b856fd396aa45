import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { releaseWorkflows } from "@/lib/foundation/workspaces/release-workflows";
import { requireFreeWorkflows } from "@/lib/foundation/workspaces/require-free-workflows";
import { unfreezeAccess } from "@/lib/foundation/workspaces/unfreeze-access";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("nothing is asked of workflows from an unfreeze that left them off until they are released", async () => {
  const company = await world.company();
  const require = (): Promise<void> => withTransaction(company.owner, requireFreeWorkflows);
  await expect(require()).resolves.toBeUndefined();
  const inside = { ...company.job, whileFrozen: true } as const;
  await withTransaction(inside, (tx) => freezeAccess(tx, "spam"));
  await withTransaction(inside, (tx) => unfreezeAccess(tx, { holdWorkflows: true }));
  await expect(require()).rejects.toMatchObject({
    kind: "impossible",
    code: "workflows.held",
    message: expect.stringMatching(/Ask the administrator/),
  });
  await withTransaction(company.owner, releaseWorkflows);
  await expect(require()).resolves.toBeUndefined();
});
