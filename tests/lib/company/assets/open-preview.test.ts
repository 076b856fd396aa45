import { afterAll, beforeAll, expect, test } from "vitest";
import { assetFiles } from "@/lib/company/assets/asset-files";
import type { LinkCtx } from "@/lib/company/assets/asset-link";
import { openPreview } from "@/lib/company/assets/open-preview";
import { previewAsset } from "@/lib/company/assets/preview-asset";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import type { AssetRef } from "@/lib/company/assets/schemas";
import { createAssetWorld, openLinkOf, uploaded, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
let company: Company;
let ref: AssetRef;
let link: LinkCtx;
beforeAll(async () => {
  world = await createAssetWorld();
  company = await world.company();
  ref = await uploaded(world, company, { name: "notes.txt", bytes: Buffer.from("hello"), contentType: "text/plain" });
  link = await openLinkOf(world, "preview", (await previewAsset(company.owner, ref)).url);
});
afterAll(() => world.close());

const absent = { kind: "not_found", code: "asset.not_found" };

test("the bytes of that file; a text is not shown in place", async () => {
  const { asset, shown, bytes } = await openPreview(link);
  expect(await new Response(bytes).text()).toBe("hello");
  expect([asset.content_type, shown]).toEqual(["text/plain", false]);
});

test("while the workspace is frozen the link shows nothing", async () => {
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  await expect(openPreview(link)).rejects.toMatchObject({ kind: "forbidden", code: "workspace.frozen" });
  await world.admin.query("update workspaces set status = 'active' where id = $1", [company.workspaceId]);
});

test("in another workspace or company the same link finds nothing", async () => {
  const elsewhere = await world.company();
  await expect(openPreview({ ...link, workspaceId: elsewhere.workspaceId })).rejects.toMatchObject(absent);
  const mixed = { ...link, link: { ...link.link, project_id: elsewhere.projectId } };
  await expect(openPreview(mixed)).rejects.toMatchObject(absent);
});

test("without bytes, and once removed, it is not there", async () => {
  await assetFiles().remove({ workspaceId: company.workspaceId, ...ref });
  await expect(openPreview(link)).rejects.toMatchObject(absent);
  await removeAsset(company.owner, ref);
  await expect(openPreview(link)).rejects.toMatchObject(absent);
});
