import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrand } from "@/lib/company/profile/find-brand";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("null before the first save; a viewer may read; a stranger sees only their own", async () => {
  const { owner, viewer, stranger } = await world.company();
  expect(await findBrand(owner)).toBeNull();
  await saveBrand(owner, BRAND);
  expect(await findBrand(viewer)).toEqual(BRAND);
  expect(await findBrand(stranger)).toBeNull();
});

test("the caller of a webhook may not read it", async () => {
  const { owner } = await world.company();
  const webhook = { ...owner, actor: { type: "webhook", tokenId: "t", permissions: new Set<never>() } } as const;
  await expect(findBrand(webhook)).rejects.toMatchObject({ code: "permission.missing" });
});
