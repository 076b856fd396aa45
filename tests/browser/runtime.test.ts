import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { siteOf, workOf, type CompanyWork } from "./company-work";
import { expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const EMAIL = `runtime-${RUN}@founders.example`;
const PATIENCE = { timeout: 150_000 };

describe("a company's own runtime", () => {
  let browser: Browser;
  let founder: Founder;
  let admin: Founder;
  let page: Page;
  let projectId: string;
  let company: Company;
  let work: CompanyWork;
  let archive: string;

  beforeAll(async () => {
    [browser, founder, admin] = await Promise.all([
      launchChromium(),
      Founder.signIn(EMAIL),
      Founder.signIn("admin@demo.local"),
    ]);
    const made = await founder.post<{ id: string; workspace_id: string }>("/api/projects", {
      name: `Dedicated ${RUN}`,
    });
    projectId = made.body.id;
    company = { projectId, workspaceId: made.body.workspace_id };
    work = workOf(founder, company);
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  it("the page explains the shared runtime, and that a paid plan brings one of its own", async () => {
    await page.goto(`/companies/${projectId}/runtime`);
    await settled(page);
    await page.getByRole("heading", { name: "Shared runtime" }).waitFor();
    expect(await page.getByRole("link", { name: "paid plan" }).count()).toBe(1);
    await expectAccessible(page);
  });

  it("an administrator activates it, and the founder sees each step until the company's work runs there", async () => {
    const path = `/api/admin/projects/${projectId}/activate`;
    expect(await admin.post(path, { reason: "A pilot" })).toMatchObject({ status: 202, body: { started: true } });
    expect(await admin.post(path, {})).toMatchObject({ status: 202, body: { started: false } });
    expect((await founder.post(path, {})).status).toBe(403);
    await page.reload();
    await page.getByRole("region", { name: /^Steps of attempt 1, \d of 8 done$/ }).waitFor();
    await expect.poll(async () => (await work.runtime()).mode, PATIENCE).toBe("dedicated");
    await page.getByRole("heading", { name: "Own runtime" }).waitFor(PATIENCE);
    await page.getByRole("region", { name: "Steps of attempt 1, 8 of 8 done" }).waitFor();
    await expectAccessible(page);
    const site = await fetch((await work.runtime()).url ?? "");
    expect([site.status, await site.text()]).toEqual([200, expect.stringContaining("Coming soon")]);
  });

  it("an approved action of the company is carried out by its own runtime, with a receipt", async () => {
    const { id, version } = await work.propose("website.deploy", siteOf(RUN));
    const decided = await founder.post(`/api/approvals/${id}/decide?workspace_id=${company.workspaceId}`, {
      decision: "approved",
      version,
    });
    expect(decided.status).toBe(200);
    await expect.poll(() => work.stateOf(id), PATIENCE).toBe("verified");
    expect(await work.workedAlone()).toContain(id);
    const { url } = await work.runtime();
    expect(await (await fetch(url ?? "")).text()).toContain(`<h1>${RUN}</h1>`);
    expect(await work.published()).toBe(new URL(url ?? "").href);
  });

  it("the administrators' page lists the attempt with its company", async () => {
    const seen = await signInQuietly(await newProfile(browser), "admin@demo.local");
    await seen.goto("/admin/runtimes");
    await settled(seen);
    const attempt = seen.getByRole("region", { name: `Dedicated ${RUN}, attempt 1` });
    await attempt.waitFor();
    expect(await attempt.innerText()).toContain("8 of 8 steps done");
    const runtimes = seen.getByRole("region", { name: `Runtime of Dedicated ${RUN}` });
    expect(await runtimes.innerText()).toMatch(/dedicated · active[\s\S]*repository gl-[\s\S]*database gl-/);
    await expectAccessible(seen);
  });

  it("the owner exports the whole company, follows it on the settings page and downloads the archive", async () => {
    await page.goto(`/companies/${projectId}/settings`);
    await settled(page);
    await page.getByRole("button", { name: "Export the company" }).click();
    const link = page.getByRole("link", { name: /^Download the archive of / });
    await link.waitFor(PATIENCE);
    await expectAccessible(page);
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    archive = await download.path();
    const entries = await readArchive(archive);
    const manifest = JSON.parse(entries.get("manifest.json") ?? "{}") as { entries: { path: string }[] };
    expect(manifest.entries.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^repositories\/gl-.*\.bundle$/),
        expect.stringMatching(/^runtime_database\//),
        "ledger_verification.json",
      ]),
    );
  });

  it("one command brings the archive into an empty installation, once", async () => {
    const home = await mkdtemp(join(tmpdir(), "greenlight-empty-"));
    // As root, Postgres runs as its own user and must reach its folder.
    await chmod(home, 0o711);
    const { PATH, HOME } = process.env;
    const options = { env: { PATH, HOME, GREENLIGHT_HOME: home, NODE_ENV: "production" as const } };
    const bring = () =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/import.ts", archive, EMAIL], options);
    expect((await bring()).stdout).toContain(`“Dedicated ${RUN}” is here`);
    await expect(bring()).rejects.toMatchObject({ stderr: expect.stringContaining("holds the company already") });
    await rm(home, { recursive: true });
  });
});

/** The text of each entry of a compressed tar file. */
async function readArchive(file: string): Promise<Map<string, string>> {
  const entries = new Map<string, string>();
  const unpacked = extract();
  createReadStream(file)
    .pipe(createGunzip())
    .pipe(unpacked as unknown as NodeJS.WritableStream);
  for await (const entry of unpacked) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
    entries.set(entry.header.name, Buffer.concat(chunks).toString("utf8"));
  }
  return entries;
}
