import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { voidChangedApprovals } from "@/lib/outreach/drafts/void-changed-approvals";
import { BRAND, withoutLedger } from "../email-world";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("another sender voids what was approved under the old one, and says how many; the same sender voids nothing", async () => {
  const { company, campaignId, drafted, claim } = await world.sender();
  await drafted();
  await drafted();
  expect(await voidChangedApprovals(company.owner)).toBe(0);

  await saveBrand(company.owner, { ...BRAND, sender_name: "Bob Dark" });
  await expect(voidChangedApprovals(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => voidChangedApprovals(company.owner))).rejects.toThrow();
  expect(await voidChangedApprovals(company.stranger)).toBe(0);
  expect(await voidChangedApprovals(company.owner)).toBe(6);
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "6 emails wait for approval again: sender, footer or recipient changed.",
  );
  const { data } = await listDrafts(company.owner, { campaignId, status: "drafted", limit: 50 });
  expect(data.map(({ approval_void }) => approval_void)).toEqual(Array.from({ length: 6 }, () => true));
  expect((await claim()).reasons).toEqual([{ code: "approval.void", count: 2 }]);
  expect(await voidChangedApprovals(company.owner)).toBe(0);
});
