import { afterAll, beforeAll, expect, test } from "vitest";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { SCHEDULE } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("null before the first save; a viewer may read; a stranger sees only their own", async () => {
  const { owner, viewer, stranger } = await world.company();
  expect(await findInfrastructure(owner)).toBeNull();
  await saveInfrastructure(owner, SCHEDULE);
  expect(await findInfrastructure(viewer)).toEqual(SCHEDULE);
  expect(await findInfrastructure(stranger)).toBeNull();
});
