import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import type { ProposeAction } from "@/lib/company/approvals/schemas";
import { removeAsset } from "@/lib/company/assets/remove-asset";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { openFiles } from "@/lib/company/publishing/open-files";
import { createAssetWorld, PNG, uploaded, type AssetWorld } from "../../../factories/assets";
import { approval, approvedAction, carriedOut, execute } from "../../../factories/carried-out";

let world: AssetWorld;
beforeAll(async () => {
  world = await createAssetWorld({ LOCAL_MODE: "true" });
});
afterAll(() => world.close());

const sha256 = createHash("sha256").update(PNG).digest("hex");
const site = (assetId: string, hash = sha256): ProposeAction["payload"] => ({
  files: [
    { path: "index.html", content: '<img src="logo.png" alt="Logo">' },
    { path: "logo.png", asset_id: assetId, sha256: hash },
  ],
});

test("an upload is published by its bytes, and only if they are those that were approved", async () => {
  const company = await world.company();
  const { assetId } = await uploaded(world, company);
  const { receipt } = await carriedOut(company, "website.deploy", site(assetId));
  expect(receipt).toMatchObject({ verdict: "verified" });
  const { data } = await listDeployments(company.owner, { projectId: company.projectId, limit: 1 });
  const logo = await fetch(`${data[0]?.url}/logo.png`);
  expect(Buffer.from(await logo.arrayBuffer())).toEqual(PNG);
  const wrong = { projectId: company.projectId, action_type: "website.deploy", payload: site(assetId, "0".repeat(64)) };
  await expect(proposeAction(company.owner, wrong)).rejects.toMatchObject({ code: "asset.changed" });
});

test("an upload that was removed after the approval publishes nothing", async () => {
  const company = await world.company();
  const ref = await uploaded(world, company);
  const id = await approvedAction(company, "website.deploy", site(ref.assetId));
  await removeAsset(company.owner, ref);
  await execute(company, id);
  expect((await approval(company, id)).state).toBe("failed");
  expect((await listDeployments(company.owner, { projectId: company.projectId, limit: 1 })).data).toEqual([]);
});

test("a stranger's files are not opened, and it takes the right to read files", async () => {
  const company = await world.company();
  const ref = await uploaded(world, company);
  const files = [{ path: "a.png", asset_id: ref.assetId, sha256 }];
  await expect(openFiles(company.stranger, company.projectId, files)).rejects.toMatchObject({
    code: "asset.not_found",
  });
  const none = { ...company.viewer, actor: { type: "recipient", permissions: new Set<never>() } } as const;
  await expect(openFiles(none, company.projectId, files)).rejects.toMatchObject({ code: "permission.missing" });
});
