import { afterAll, beforeAll, expect, test } from "vitest";
import type { LinkCtx } from "@/lib/company/assets/asset-link";
import { completeAsset } from "@/lib/company/assets/complete-asset";
import { receiveUpload } from "@/lib/company/assets/receive-upload";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { announced, createAssetWorld, inPieces, PNG, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
let company: Company;
beforeAll(async () => {
  world = await createAssetWorld();
  company = await world.company();
});
afterAll(() => world.close());

const receive = (link: LinkCtx, bytes: Buffer = PNG): Promise<void> =>
  receiveUpload(link, { bytes: inPieces(bytes), contentType: "image/png", contentLength: bytes.length });

test("the bytes lie at workspace, company and file, and once completed they are never replaced", async () => {
  const { ref, link } = await announced(world, company);
  await receive(link);
  expect(await world.stored()).toEqual([`${company.workspaceId}/${ref.projectId}/${ref.assetId}`]);
  const again = { kind: "conflict", code: "asset.already_uploaded" };
  await expect(receive(link)).rejects.toMatchObject(again);
  await completeAsset(company.owner, ref);
  await expect(receive(link)).rejects.toMatchObject(again);
});

test("a link for a file that was removed, or that names another company, finds nothing", async () => {
  const absent = { kind: "not_found", code: "asset.not_found" };
  const { ref, link } = await announced(world, company);
  const elsewhere = await world.company();
  await expect(receive({ ...link, workspaceId: elsewhere.workspaceId })).rejects.toMatchObject(absent);
  const forged = { ...link, link: { ...link.link, project_id: elsewhere.projectId } };
  await expect(receive(forged)).rejects.toMatchObject(absent);
  await removeAsset(company.owner, ref);
  await expect(receive(link)).rejects.toMatchObject(absent);
});

test("a freeze stops an upload that has its link already", async () => {
  const { link } = await announced(world, company);
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  await expect(receive(link)).rejects.toMatchObject({ code: "workspace.frozen" });
  await world.admin.query("update workspaces set status = 'active' where id = $1", [company.workspaceId]);
});
