import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { allowFallback } from "@/lib/company/integrations/allow-fallback";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { testIntegration } from "@/lib/company/integrations/test-integration";
import { listDeployments } from "@/lib/company/publishing/list-deployments";
import { approval, approvedAction, carriedOut, execute, look, lookUp } from "../../../../factories/carried-out";
import { createTestWorld, type Company, type TestWorld } from "../../../../factories/test-world";
import { fakeVercel, VERCEL_TOKEN, type FakeVercel } from "../../../../fakes/vercel";

let home: string;
let vercel: FakeVercel;
let world: TestWorld;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "publishing-"));
  vercel = await fakeVercel();
  world = await createTestWorld({
    GREENLIGHT_HOME: home,
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
    VERCEL_API_URL: vercel.url,
    LOCAL_MODE: "true",
  });
});
afterAll(async () => {
  await world.close();
  await vercel.close();
  await rm(home, { recursive: true, force: true });
});

const KIND = "website.deploy";
const site = (text: string) => ({ files: [{ path: "index.html", content: `<h1>${text}</h1>` }] });
const newest = async ({ owner, projectId }: Company) => (await listDeployments(owner, { projectId, limit: 1 })).data[0];
const lines = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.ledger(workspaceId)).map(({ event_type }) => event_type).filter((type) => type.startsWith("deploy."));
const folderOf = ({ projectId }: Company): string => join(home, "sites", `website-${projectId.replaceAll("-", "")}`);

test("an approved site is served on this machine, told in the ledger, and verified by visiting it", async () => {
  const company = await world.company();
  const { receipt } = await carriedOut(company, KIND, site("Hello"));
  expect(receipt).toMatchObject({ verdict: "verified" });
  const deployment = await newest(company);
  expect(deployment).toMatchObject({ status: "succeeded", provider: "local", file_count: 1 });
  expect(await (await fetch(deployment?.url ?? "")).text()).toContain("<h1>Hello</h1>");
  expect(await lines(company)).toEqual(["deploy.started", "deploy.succeeded"]);
});

test("a site that serves another version is contradicted, and the verdict flips when it changes later", async () => {
  const company = await world.company();
  const { id } = await carriedOut(company, KIND, site("Mine"));
  const [deployment = ""] = await readdir(join(folderOf(company), "deployments"));
  await writeFile(join(folderOf(company), "deployments", deployment, "files", "index.html"), "<h1>Another</h1>");
  const current = { deployment, marker: "0".repeat(64) };
  await writeFile(join(folderOf(company), "current.json"), JSON.stringify(current));
  expect(await look(company, id, 700)).toMatchObject({ verdict: "contradicted" });
  expect((await approval(company, id)).state).toBe("contradicted");
});

test("two companies' sites of one name do not meet", async () => {
  const [one, other] = [await world.company(), await world.company()];
  await carriedOut(one, KIND, site("One"));
  await carriedOut(other, KIND, site("Other"));
  const [first, second] = [(await newest(one))?.url, (await newest(other))?.url];
  expect(first).not.toBe(second);
  expect(await (await fetch(first ?? "")).text()).toContain("One");
});

test.each([
  ["no index.html", [{ path: "a.html", content: "x" }], "needs an index.html"],
  ["a path out of the folder", [{ path: "../a", content: "x" }], "path"],
  ["a hidden file", [{ path: ".env", content: "x" }], "path"],
  [
    "a path twice, spelt otherwise",
    [
      { path: "a.css", content: "x" },
      { path: "A.css", content: "y" },
    ],
    "twice",
  ],
  [
    "a file that is a folder, too",
    [
      { path: "a", content: "x" },
      { path: "a/b", content: "y" },
    ],
    "folder alike",
  ],
])("%s is refused when it is proposed", async (_name, files, words) => {
  const { owner, projectId } = await world.company();
  const wanted = { projectId, action_type: KIND, payload: { files } };
  await expect(proposeAction(owner, wanted)).rejects.toThrow(words);
});

test("without an account, and with the founder's word against the shared one, nothing can be proposed", async () => {
  const { owner, projectId } = await world.company();
  await allowFallback(owner, { projectId, provider: "vercel", allowed: false });
  const wanted = { projectId, action_type: KIND, payload: site("x") };
  await expect(proposeAction(owner, wanted)).rejects.toMatchObject({ code: "integration.missing" });
});

async function withVercel(): Promise<Company> {
  const company = await world.company();
  const config = { token: VERCEL_TOKEN, team_id: "team_1" };
  await saveIntegration(company.owner, { provider: "vercel", config, enabled: true, projectId: company.projectId });
  return company;
}

test("an account that changed since the approval does not act: the proposal needs another decision", async () => {
  const company = await withVercel();
  const id = await approvedAction(company, KIND, site("x"));
  await saveIntegration(company.owner, { provider: "vercel", enabled: false, projectId: company.projectId });
  const before = vercel.deployments.length;
  await execute(company, id);
  expect(vercel.deployments).toHaveLength(before);
  expect(await approval(company, id)).toMatchObject({ state: "revised", account_label: "team_1 (your Vercel)" });
});

test("an account whose last test was refused does not act, and the proposal says what to put right", async () => {
  const company = await withVercel();
  const { owner, projectId } = company;
  const id = await approvedAction(company, KIND, site("x"));
  vercel.fail(({ path }) => path === "/v2/user", 403);
  const { verdict, steps } = await testIntegration(owner, { projectId, provider: "vercel" });
  expect(verdict).toBe("rejected");
  const before = vercel.deployments.length;
  await execute(company, id);
  expect(vercel.deployments).toHaveLength(before);
  const { state, why } = await approval(company, id);
  expect(state).toBe("revised");
  expect(why).toContain(steps.find(({ ok }) => !ok)?.fix);
});

test("Vercel acts and dies: the deployment is looked up, not made again, and the checker waits for the provider's word", async () => {
  const company = await withVercel();
  const id = await approvedAction(company, KIND, site("Lost"));
  vercel.fail(({ method }) => method === "POST", "acts_and_dies");
  await execute(company, id);
  expect(await approval(company, id)).toMatchObject({ state: "unknown" });
  expect(await newest(company)).toMatchObject({ status: "unknown" });
  const before = vercel.deployments.length;
  await lookUp(company, id);
  expect(vercel.deployments).toHaveLength(before);
  expect(await newest(company)).toMatchObject({ status: "succeeded", provider_id: vercel.deployments.at(-1)?.id });
  expect(await look(company, id)).toMatchObject({ verdict: "pending" });
  Object.assign(vercel.deployments.at(-1) ?? {}, { readyState: "ERROR" });
  expect(await look(company, id, 200)).toMatchObject({ verdict: "contradicted" });
});

test.each([
  [401, "failed"],
  [429, "failed"],
  [500, "unknown"],
  ["dies", "unknown"],
] as const)("a vendor that answers %s leaves it %s, and the key is in no record of it", async (fault, state) => {
  const company = await withVercel();
  const id = await approvedAction(company, KIND, site(String(fault)));
  vercel.fail(({ method }) => method === "POST", fault);
  await execute(company, id);
  expect((await approval(company, id)).state).toBe(state);
  const { rows } = await world.admin.query("select to_jsonb(d) as row from deployments d where project_id = $1", [
    company.projectId,
  ]);
  const kept = JSON.stringify([rows, await world.ledger(company.workspaceId), await approval(company, id)]);
  expect(kept).not.toContain(VERCEL_TOKEN);
});

test("Vercel was asked only what it describes", () => {
  expect(vercel.violations).toEqual([]);
});
