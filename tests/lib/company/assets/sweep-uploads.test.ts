import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepUploads } from "@/lib/company/assets/sweep-uploads";
import { announced, createAssetWorld, uploaded, type AssetWorld } from "../../../factories/assets";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

test("one job for each upload of yesterday in any workspace; none for younger or finished ones", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const old = [(await announced(world, here)).ref, (await announced(world, there)).ref];
  const ready = await uploaded(world, here);
  await announced(world, here);
  await world.admin.query("update project_assets set created_at = now() - interval '25 hours' where id = any($1)", [
    [...old, ready].map(({ assetId }) => assetId),
  ]);
  expect(await sweepUploads(world.system())).toBe(2);
  for (const [index, company] of [here, there].entries()) {
    expect(await world.jobs(company.workspaceId)).toMatchObject([{ name: "assets.remove_bytes", data: old[index] }]);
  }
});
