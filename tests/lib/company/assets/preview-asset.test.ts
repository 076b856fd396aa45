import { afterAll, beforeAll, expect, test } from "vitest";
import { enterByLink } from "@/lib/company/assets/asset-link";
import { openPreview } from "@/lib/company/assets/open-preview";
import { previewAsset } from "@/lib/company/assets/preview-asset";
import { announced, createAssetWorld, PNG, tokenOf, uploaded, type AssetWorld } from "../../../factories/assets";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

test("a member gets a link that shows the file for five minutes", async () => {
  const company = await world.company();
  const ref = await uploaded(world, company);
  const { url, expires_at } = await previewAsset(company.viewer, ref);
  const opened = await enterByLink("preview")(world.system(), tokenOf(url));
  const { bytes, shown } = await openPreview(opened);
  expect(Buffer.from(await new Response(bytes).arrayBuffer())).toEqual(PNG);
  expect(shown).toBe(true);
  const past = { ...world.system(), now: () => new Date(Date.parse(expires_at) + 1000) };
  await expect(enterByLink("preview")(past, tokenOf(url))).rejects.toMatchObject({ code: "link.expired" });
});

test("a stranger, another company's file and one without bytes have none", async () => {
  const [company, elsewhere] = [await world.company(), await world.company()];
  const ref = await uploaded(world, company);
  const absent = { kind: "not_found", code: "asset.not_found" };
  await expect(previewAsset(company.stranger, ref)).rejects.toMatchObject(absent);
  await expect(previewAsset(elsewhere.owner, ref)).rejects.toMatchObject(absent);
  const mixed = { ...ref, projectId: elsewhere.projectId };
  await expect(previewAsset(company.owner, mixed)).rejects.toMatchObject(absent);
  const waiting = await announced(world, company);
  await expect(previewAsset(company.owner, waiting.ref)).rejects.toMatchObject({ code: "asset.not_ready" });
});
