import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAsset } from "@/lib/company/assets/create-asset";
import { listAssets } from "@/lib/company/assets/list-assets";
import { createAssetWorld, openLinkOf, tokenOf, type AssetWorld } from "../../../factories/assets";
import type { Company } from "../../../factories/test-world";

const file = { name: "logo.png", content_type: "image/png", size_bytes: 100 };

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld();
});
afterAll(() => world.close());

const stored = async ({ owner, projectId }: Company): Promise<number> =>
  (await listAssets(owner, { projectId, limit: 50 })).data.length;

test("it waits for its bytes, is told in the ledger, and its link is for that file alone", async () => {
  const company = await world.company();
  const { owner, workspaceId, projectId } = company;
  const { asset_id, upload_url, expires_at, headers } = await createAsset(owner, { ...file, projectId });
  expect(headers).toEqual({ "content-type": "image/png" });
  expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(14 * 60_000);
  expect((await listAssets(owner, { projectId, limit: 50 })).data).toMatchObject([
    { id: asset_id, state: "awaiting_upload", sha256: null },
  ]);
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({
    event_type: "asset.upload_requested",
    message: "An upload of “logo.png” (100 bytes) was begun.",
  });
  const { link, actor } = await openLinkOf(world, "upload", upload_url);
  expect(link).toMatchObject({ workspace_id: workspaceId, project_id: projectId, asset_id, size_bytes: 100 });
  expect(actor).toMatchObject({ type: "recipient", permissions: new Set(["assets.write"]) });
  await expect(openLinkOf(world, "preview", upload_url)).rejects.toMatchObject({ code: "link.invalid" });
  expect(JSON.stringify(await world.ledger(workspaceId))).not.toContain(tokenOf(upload_url));
});

test("a viewer may not; another workspace's company, or none, is not here", async () => {
  const company = await world.company();
  const { owner, viewer, stranger, projectId } = company;
  await expect(createAsset(viewer, { ...file, projectId })).rejects.toMatchObject({ code: "permission.missing" });
  const absent = { kind: "not_found", code: "project.not_found" };
  await expect(createAsset(stranger, { ...file, projectId })).rejects.toMatchObject(absent);
  await expect(createAsset(owner, { ...file, projectId: randomUUID() })).rejects.toMatchObject(absent);
  expect(await stored(company)).toBe(0);
});

test("the database itself refuses a file whose company is another workspace's", async () => {
  const [here, there] = [await world.company(), await world.company()];
  const insert = world.admin.query(
    "insert into project_assets (id, workspace_id, project_id, name, content_type, size_bytes, created_by) values ($1, $2, $3, 'x', 'x/y', 1, 'x')",
    [randomUUID(), here.workspaceId, there.projectId],
  );
  await expect(insert).rejects.toMatchObject({ code: "23503" });
});

test("when the ledger cannot be written, nothing is announced", async () => {
  const company = await world.company();
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(createAsset(company.owner, { ...file, projectId: company.projectId })).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect(await stored(company)).toBe(0);
});
