import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const freeze = ({ job }: Company) =>
  withTransaction({ ...job, whileFrozen: true }, (tx) => freezeAccess(tx, "spam complaint"));

test("frozen twice, the second time nothing happens; another workspace is not touched", async () => {
  const [company, other] = [await world.company(), await world.company()];
  expect(await freeze(company)).toEqual({ revokedTokens: 1, revokedKeys: 0, open: 0 });
  expect(await freeze(company)).toBeNull();
  const { rows } = await world.admin.query("select status from workspaces where id = $1", [other.workspaceId]);
  expect(rows).toEqual([{ status: "active" }]);
});
