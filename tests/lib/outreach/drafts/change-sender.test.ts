import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrand } from "@/lib/company/profile/find-brand";
import { changeSender } from "@/lib/outreach/drafts/change-sender";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { BRAND, withoutRight } from "../email-world";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const OTHER = { ...BRAND, sender_name: "Bob Dark" };

test("another sender voids what was approved under the old one, and says how many; the same sender voids nothing", async () => {
  const { company, campaignId, drafted, claim } = await world.sender();
  await drafted();
  await drafted();
  const saved = await findBrand(company.owner);
  expect(await changeSender(company.owner, saved!)).toEqual({ brand: saved, voided_approvals: 0 });

  expect(await changeSender(company.owner, OTHER)).toMatchObject({ brand: OTHER, voided_approvals: 6 });
  expect((await world.ledger(company.workspaceId)).at(-1)?.message).toBe(
    "6 emails wait for approval again: sender, footer or recipient changed.",
  );
  const { data } = await listDrafts(company.owner, { campaignId, status: "drafted", limit: 50 });
  expect(data.map(({ approval_void }) => approval_void)).toEqual(Array.from({ length: 6 }, () => true));
  expect((await claim()).reasons).toEqual([{ code: "approval.void", count: 2 }]);
  expect(await changeSender(company.owner, OTHER)).toMatchObject({ voided_approvals: 0 });
});

test("a viewer may not, a stranger changes their own, and a sender whose approvals cannot be looked at stays as it is", async () => {
  const { company, drafted } = await world.sender();
  await drafted();
  await expect(changeSender(company.viewer, OTHER)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await changeSender(company.stranger, OTHER)).toMatchObject({ voided_approvals: 0 });
  const before = await findBrand(company.owner);
  for (const right of ["execute on function genesis.void_changed_approvals", "insert on project_events"]) {
    await expect(withoutRight(world, right, () => changeSender(company.owner, OTHER))).rejects.toThrow();
  }
  expect(await findBrand(company.owner)).toEqual(before);
});
