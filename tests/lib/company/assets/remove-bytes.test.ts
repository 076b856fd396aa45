import { afterAll, beforeAll, expect, test } from "vitest";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { removeBytes } from "@/lib/company/assets/remove-bytes";
import { arrived, createAssetWorld, uploaded, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
let company: Company;
beforeAll(async () => {
  world = await createAssetWorld();
  company = await world.company();
});
afterAll(() => world.close());

const age = (assetId: string): Promise<unknown> =>
  world.admin.query("update project_assets set created_at = now() - interval '25 hours' where id = $1", [assetId]);

test("the bytes of a removed file go, as often as it is repeated; those of others stay", async () => {
  const [gone, kept] = [await uploaded(world, company), await uploaded(world, company)];
  await removeAsset(company.owner, gone);
  for (let times = 0; times < 2; times++) await removeBytes(company.job, gone);
  expect(await world.stored()).toEqual([`${company.workspaceId}/${kept.projectId}/${kept.assetId}`]);
  await age(kept.assetId);
  await removeBytes(company.job, kept);
  expect(await world.stored()).toHaveLength(1);
});

test("an upload that was never finished is forgotten after a day, not before, and told", async () => {
  const ref = await arrived(world, company, { name: "half.png" });
  await removeBytes(company.job, ref);
  expect(await world.stored()).toHaveLength(2);
  await age(ref.assetId);
  await removeBytes(company.job, ref);
  await removeBytes(company.job, ref);
  expect(await world.stored()).toHaveLength(1);
  const lines = (await world.ledger(company.workspaceId)).filter((line) => line.event_type === "asset.upload_expired");
  expect(lines).toMatchObject([{ message: "The upload of “half.png” was never finished and is forgotten." }]);
});
