import { afterAll, beforeAll, expect, test } from "vitest";
import { listAssets } from "@/lib/company/assets/list-assets";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { createAssetWorld, uploaded, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

const stored = async ({ owner, projectId }: Company): Promise<number> =>
  (await listAssets(owner, { projectId, limit: 50 })).data.length;
const removals = async (workspaceId: string): Promise<unknown[]> =>
  (await world.jobs(workspaceId)).filter(({ name }) => name === "assets.remove_bytes");

test("it is gone at once, told, and a job takes its bytes; a second time there is none", async () => {
  const company = await world.company();
  const ref = await uploaded(world, company);
  await removeAsset(company.owner, ref);
  expect(await stored(company)).toBe(0);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({ message: "“logo.png” was removed." });
  expect(await removals(company.workspaceId)).toMatchObject([{ data: ref }]);
  await expect(removeAsset(company.owner, ref)).rejects.toMatchObject({ code: "asset.not_found" });
});

test("a viewer, a stranger, another company and a queue that refuses leave it where it is", async () => {
  const company = await world.company();
  const ref = await uploaded(world, company);
  await expect(removeAsset(company.viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(removeAsset(company.stranger, ref)).rejects.toMatchObject({ code: "asset.not_found" });
  const mixed = { ...ref, projectId: (await world.company()).projectId };
  await expect(removeAsset(company.owner, mixed)).rejects.toMatchObject({ code: "asset.not_found" });
  const before = (await world.ledger(company.workspaceId)).length;
  await expect(world.withoutQueue(() => removeAsset(company.owner, ref))).rejects.toThrow();
  expect(await stored(company)).toBe(1);
  expect(await world.ledger(company.workspaceId)).toHaveLength(before);
  expect(await removals(company.workspaceId)).toEqual([]);
});
