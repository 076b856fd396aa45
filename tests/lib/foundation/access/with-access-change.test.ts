import { afterAll, beforeAll, expect, test } from "vitest";
import { membershipOf } from "@/lib/foundation/access/membership-of";
import { withAccessChange } from "@/lib/foundation/access/with-access-change";
import { isListening } from "@/lib/platform/listen";
import { updateMemberRole } from "@/lib/foundation/members/store-members";
import { addMember, createTestWorld, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a cached role is forgotten with the commit of its change, and stays when the change is rolled back", async () => {
  const company = await world.company();
  const person = world.user();
  await addMember(world.admin, company.workspaceId, person, "viewer");
  const member = { workspaceId: company.workspaceId, userId: person.user.userId };
  const role = async () => (await membershipOf(world.system(), member))?.role;
  await role();
  await waitFor(async () => isListening(), { what: "the process caches" });
  expect(await role()).toBe("viewer");

  const promote = (fails: boolean) =>
    withAccessChange(company.owner, async (tx) => {
      await updateMemberRole(tx, member.userId, "admin");
      if (fails) throw new Error("no");
    });
  await expect(promote(true)).rejects.toThrow("no");
  expect(await role()).toBe("viewer");
  await promote(false);
  expect(await role()).toBe("admin");
});
