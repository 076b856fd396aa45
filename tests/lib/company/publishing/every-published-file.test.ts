import { createHash, randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { proposeUndo } from "@/lib/autopilot/actions/propose-undo";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { pathOf } from "@/lib/company/publishing/asset-site";
import { findPublicAddress } from "@/lib/company/publishing/find-public-address";
import { handOverFiles } from "@/lib/company/publishing/hand-over-files";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { lookUpDeployment } from "@/lib/company/publishing/look-up-deployment";
import { whyPlaceholder } from "@/lib/company/publishing/placeholder";
import { env } from "@/lib/platform/env";
import { createAssetWorld, uploaded, type AssetWorld } from "../../../factories/assets";
import { approval, approvedAction, carriedOut, execute, look, lookUp } from "../../../factories/carried-out";
import type { Company } from "../../../factories/test-world";
import { fakeVercel, VERCEL_TOKEN, type FakeVercel } from "../../../fakes/vercel";

let vercel: FakeVercel;
let world: AssetWorld;
beforeAll(async () => {
  vercel = await fakeVercel();
  world = await createAssetWorld({
    LOCAL_MODE: "true",
    VERCEL_API_URL: vercel.url,
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
  });
});
afterAll(async () => {
  await world.close();
  await vercel.close();
});

const KIND = "asset.publish";
const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
const PRICES = Buffer.from(`plan;price\n${"Starter;19\nTeam;49\n".repeat(20)}`);

type Published = { asset_id: string; sha256: string };
async function upload(company: Company, bytes: Buffer = PRICES, name = "price list.csv"): Promise<Published> {
  const { assetId } = await uploaded(world, company, { name, bytes, contentType: "text/csv" });
  return { asset_id: assetId, sha256: hash(bytes) };
}
const newest = async ({ owner, projectId }: Company) => (await listDeployments(owner, { projectId, limit: 1 })).data[0];
const lines = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.ledger(workspaceId)).map(({ event_type }) => event_type).filter((type) => type.startsWith("deploy."));

test("an approved file is open to a stranger byte for byte, told in the ledger, and verified by fetching it", async () => {
  const company = await world.company();
  const payload = await upload(company);
  const { id, receipt } = await carriedOut(company, KIND, payload);
  expect(receipt).toMatchObject({ verdict: "verified" });
  const url = (await newest(company))?.url ?? "";
  expect(url).toMatch(/\/price-list\.csv$/);
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PRICES);
  expect(await lines(company)).toEqual(["deploy.started", "deploy.succeeded"]);
  const shown = JSON.stringify(await approval(company, id));
  for (const told of ["price list.csv", payload.sha256, `${PRICES.length} bytes`, "text/csv"])
    expect(shown).toContain(told);
});

test("taking a file back needs a decision of its own, ends its address, and leaves the other files", async () => {
  const company = await world.company();
  const [first, second] = [await upload(company), await upload(company, Buffer.concat([PRICES, PRICES]), "more.csv")];
  const { id } = await carriedOut(company, KIND, first);
  const url = (await newest(company))?.url ?? "";
  await carriedOut(company, KIND, second);
  const kept = (await newest(company))?.url ?? "";
  const undo = await proposeUndo(company.owner, { approvalId: id });
  expect((await fetch(url)).status).toBe(200);
  await decideApproval(company.owner, { approvalId: undo.id, version: 1, decision: "approved", via: "app" });
  await execute(company, undo.id);
  expect(await look(company, undo.id)).toMatchObject({ verdict: "verified" });
  expect([(await fetch(url)).status, (await fetch(kept)).status]).toEqual([404, 200]);
  expect(await look(company, id, 700)).toMatchObject({ verdict: "unverifiable" });
  const again = { projectId: company.projectId, action_type: "asset.unpublish", payload: { asset_id: first.asset_id } };
  await expect(proposeAction(company.owner, again)).rejects.toMatchObject({ code: "asset.not_published" });
});

test("an address that serves other bytes is contradicted, though the provider calls it the same deployment", async () => {
  const company = await world.company();
  const payload = await upload(company);
  const { id } = await carriedOut(company, KIND, payload);
  const site = `file-${payload.asset_id}-${company.projectId}`.replaceAll("-", "").replace("file", "file-");
  const folder = join(env().GREENLIGHT_HOME, "sites", `${site.slice(0, 37)}-${site.slice(37)}`, "deployments");
  const [deployment = ""] = await readdir(folder);
  const served = join(folder, deployment, "files", "price-list.csv");
  await writeFile(served, PRICES.toString().replace("19", "91"));
  expect(await look(company, id, 700)).toMatchObject({ verdict: "contradicted" });
  await writeFile(served, Buffer.concat([PRICES, Buffer.from("x")]));
  expect(await look(company, id, 700)).toMatchObject({ verdict: "contradicted" });
});

test.each([
  ["filler text", Buffer.from(`Lorem ipsum dolor sit amet. ${"We sell things. ".repeat(20)}`)],
  ["work that is still to be done", Buffer.from(`TODO: write this. ${"We sell things. ".repeat(20)}`)],
  ["white space alone", Buffer.from(" \n".repeat(200))],
])("a file of %s is not published", async (_name, bytes) => {
  const company = await world.company();
  const id = await approvedAction(company, KIND, await upload(company, bytes));
  await execute(company, id);
  expect((await approval(company, id)).state).toBe("failed");
  expect(await newest(company)).toBeUndefined();
});

test("a file that is too small, is another one or is a stranger's cannot be proposed", async () => {
  const company = await world.company();
  const propose = (payload: Published) =>
    proposeAction(company.owner, { projectId: company.projectId, action_type: KIND, payload });
  await expect(propose(await upload(company, Buffer.from("small")))).rejects.toMatchObject({
    code: "asset.placeholder",
  });
  const changed = { ...(await upload(company)), sha256: "0".repeat(64) };
  await expect(propose(changed)).rejects.toMatchObject({ code: "asset.changed" });
  await expect(propose(await upload(await world.company()))).rejects.toMatchObject({ code: "asset.not_found" });
});

test("Vercel acts and dies: the deployment is looked up, not made again, and a company's website keeps its project", async () => {
  const company = await world.company();
  const config = { token: VERCEL_TOKEN, team_id: "team_1", project: "acme" };
  await saveIntegration(company.owner, { provider: "vercel", config, enabled: true, projectId: company.projectId });
  const id = await approvedAction(company, KIND, await upload(company));
  vercel.fail(({ method }) => method === "POST", "acts_and_dies");
  await execute(company, id);
  expect((await approval(company, id)).state).toBe("unknown");
  await lookUp(company, id);
  expect(vercel.deployments.map(({ name }) => name.slice(0, 5))).toEqual(["file-"]);
  expect(await newest(company)).toMatchObject({
    status: "succeeded",
    url: expect.stringMatching(/\/price-list\.csv$/),
  });
  expect(await look(company, id)).toMatchObject({ verdict: "pending" });
  expect(vercel.violations).toEqual([]);
});

test("each part of it takes its right", async () => {
  const { viewer, projectId } = await world.company();
  const none = { ...viewer, actor: { type: "recipient", permissions: new Set<never>() } } as const;
  const account = { label: "x", integration: null, shared: false };
  const { signal } = new AbortController();
  const of = { projectId, account, site: "s", name: "s", marker: "0".repeat(64), action: "a", signal };
  const missing = { code: "permission.missing" };
  await expect(handOverFiles(none, of, async () => [])).rejects.toMatchObject(missing);
  await expect(lookUpDeployment(none, of)).rejects.toMatchObject(missing);
  await expect(findPublicAddress(none, { ...of, providerId: null })).rejects.toMatchObject(missing);
});

test.each([
  ["price list.csv", "price-list.csv"],
  ["../../etc/passwd", "etc-passwd"],
  [".env", "file.env"],
  ["Übersicht für Lena.pdf", "Ubersicht-fur-Lena.pdf"],
  ["价格.pdf", "file.pdf"],
  ["…", "file"],
  [`${"a".repeat(300)}.png`, `${"a".repeat(80)}.png`],
])("the file %s has the address …/%s", (name, path) => {
  expect(pathOf({ name })).toBe(path);
});

test.each([
  ["a CSV about a todo list in small letters", Buffer.from(`todo;done\n${"a;b\n".repeat(60)}`), null],
  ["bytes that are no text", randomBytes(400), null],
  ["the same byte again and again", Buffer.alloc(400, 7), "it holds the same byte again and again"],
  ["lorem over two lines", Buffer.from(`lorem\nIpsum ${"x".repeat(300)}`), "it holds the filler “lorem ipsum”"],
])("%s", (_name, bytes, why) => {
  expect(whyPlaceholder(bytes)).toEqual(why);
});
