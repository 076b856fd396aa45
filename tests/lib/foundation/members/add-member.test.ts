import { afterAll, beforeAll, expect, test } from "vitest";
import { addMember } from "@/lib/foundation/members/add-member";
import { listMembers } from "@/lib/foundation/members/list-members";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("the person is a member when the transaction commits, and once", async () => {
  const company = await world.company();
  const member = { userId: "user_new", email: "new@acme.test", role: "viewer" } as const;
  await withTransaction(company.job, (tx) => addMember(tx, member));
  expect(await listMembers(company.owner)).toContainEqual(
    expect.objectContaining({ user_id: "user_new", email: "new@acme.test", role: "viewer" }),
  );
  await expect(withTransaction(company.job, (tx) => addMember(tx, member))).rejects.toThrow(/duplicate key/);
});
