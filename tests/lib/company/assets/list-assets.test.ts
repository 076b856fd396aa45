import { afterAll, beforeAll, expect, test } from "vitest";
import { listAssets } from "@/lib/company/assets/list-assets";
import { announced, createAssetWorld, uploaded, type AssetWorld } from "../../../factories/assets";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

test("newest first, page by page, none twice; a stranger and another company see none", async () => {
  const company = await world.company();
  const { viewer, stranger, projectId } = company;
  for (let file = 1; file <= 5; file++) await announced(world, company, { name: `file ${file}` });
  await uploaded(world, await world.company());
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAssets(viewer, { projectId, limit: 2, cursor });
    expect(page.data.length).toBeLessThanOrEqual(2);
    names.push(...page.data.map(({ name }) => name));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(["file 5", "file 4", "file 3", "file 2", "file 1"]);
  expect(await listAssets(stranger, { projectId, limit: 50 })).toEqual({ data: [], next_cursor: null });
});

test("a cursor of somewhere else is refused", async () => {
  const { owner, projectId } = await world.company();
  const asked = listAssets(owner, { projectId, limit: 2, cursor: "bm9uc2Vuc2U" });
  await expect(asked).rejects.toMatchObject({ kind: "invalid", code: "cursor.invalid" });
});
