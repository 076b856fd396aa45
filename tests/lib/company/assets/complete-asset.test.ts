import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { completeAsset } from "@/lib/company/assets/complete-asset";
import { listAssets } from "@/lib/company/assets/list-assets";
import { announced, arrived, createAssetWorld, PNG, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

const uploads = async (workspaceId: string): Promise<unknown[]> =>
  (await world.ledger(workspaceId)).filter(({ event_type }) => event_type === "asset.uploaded");
const states = async ({ owner, projectId }: Company): Promise<string[]> =>
  (await listAssets(owner, { projectId, limit: 50 })).data.map(({ state }) => state);

test("the file becomes what its bytes are, with their hash; a second time, or both at once, it is told once", async () => {
  const company = await world.company();
  const ref = await arrived(world, company, { name: "a.txt", contentType: "text/plain" });
  const [first, second] = await Promise.all([completeAsset(company.owner, ref), completeAsset(company.owner, ref)]);
  expect(first).toMatchObject({
    state: "ready",
    content_type: "image/png",
    sha256: createHash("sha256").update(PNG).digest("hex"),
    completed_at: expect.any(String),
  });
  expect(second).toEqual(first);
  expect(await completeAsset(company.owner, ref)).toEqual(first);
  expect(await uploads(company.workspaceId)).toMatchObject([{ message: "“a.txt” was uploaded (image/png)." }]);
});

test("without bytes, or with others than announced, it stays what it was", async () => {
  const company = await world.company();
  const { ref } = await announced(world, company);
  await expect(completeAsset(company.owner, ref)).rejects.toMatchObject({
    kind: "impossible",
    code: "asset.not_uploaded",
  });
  const path = join(process.env.GREENLIGHT_HOME ?? "", "storage", company.workspaceId, ref.projectId, ref.assetId);
  await arrived(world, company);
  for (const bytes of [PNG.subarray(1), Buffer.concat([PNG, PNG])]) {
    await writeFile(path, bytes);
    await expect(completeAsset(company.owner, ref)).rejects.toMatchObject({ code: "asset.size_mismatch" });
  }
  expect(await uploads(company.workspaceId)).toEqual([]);
});

test("a viewer, a stranger and another company cannot; nothing is written when the ledger cannot be", async () => {
  const company = await world.company();
  const { owner, viewer, stranger, workspaceId } = company;
  const ref = await arrived(world, company);
  await expect(completeAsset(viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(completeAsset(stranger, ref)).rejects.toMatchObject({ code: "asset.not_found" });
  const elsewhere = { ...ref, projectId: (await world.company()).projectId };
  await expect(completeAsset(owner, elsewhere)).rejects.toMatchObject({ code: "asset.not_found" });
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(completeAsset(owner, ref)).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect(await states(company)).toEqual(["awaiting_upload"]);
  expect(await uploads(workspaceId)).toEqual([]);
});
