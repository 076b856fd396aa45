import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getAsset } from "@/lib/company/assets/get-asset";
import { readAsset } from "@/lib/company/assets/read-asset";
import { createAsset } from "@/lib/company/assets/create-asset";
import { createAssetWorld, PNG, uploaded, type AssetWorld } from "../../../factories/assets";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

const sha256 = createHash("sha256").update(PNG).digest("hex");

test("a file is read by the hash that was meant, and no other", async () => {
  const company = await world.company();
  const { viewer, stranger } = company;
  const ref = await uploaded(world, company);
  expect(await getAsset(viewer, ref)).toMatchObject({ state: "ready", sha256 });
  expect(await readAsset(viewer, { ...ref, sha256 })).toEqual(PNG);
  await expect(readAsset(viewer, { ...ref, sha256: "0".repeat(64) })).rejects.toMatchObject({ code: "asset.changed" });
  await expect(getAsset(stranger, ref)).rejects.toMatchObject({ code: "asset.not_found" });
  await expect(readAsset(stranger, { ...ref, sha256 })).rejects.toMatchObject({ code: "asset.not_found" });
});

test("a file whose bytes never arrived is not the one that was meant", async () => {
  const { owner, projectId } = await world.company();
  const wanted = { projectId, name: "a.png", content_type: "image/png", size_bytes: PNG.length };
  const { asset_id: assetId } = await createAsset(owner, wanted);
  await expect(readAsset(owner, { projectId, assetId, sha256 })).rejects.toMatchObject({ code: "asset.changed" });
});
