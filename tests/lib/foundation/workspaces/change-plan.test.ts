import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { changePlan } from "@/lib/foundation/workspaces/change-plan";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { withTransaction } from "@/lib/platform/transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the plan is another one, and the plan from before is answered; other workspaces keep theirs", async () => {
  const [company, other] = [await world.company(), await world.company()];
  const change = (plan: "pro" | "free") => withTransaction(company.job, (tx) => changePlan(tx, plan));
  expect(await change("pro")).toBe("free");
  expect(await change("pro")).toBe("pro");
  expect(await getWorkspace(company.owner)).toMatchObject({ plan: "pro" });
  expect(await getWorkspace(other.owner)).toMatchObject({ plan: "free" });
});
