import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const EMAIL = `runtime-${RUN}@founders.example`;
const PATIENCE = { timeout: 150_000 };

type Runtime = { mode: string; status: string; url: string | null; provisioning: { status: string } | null };

describe("a company's own runtime", () => {
  let browser: Browser;
  let founder: Founder;
  let admin: Founder;
  let page: Page;
  let projectId: string;
  let workspace: string;

  const runtime = async (): Promise<Runtime> => (await founder.get<Runtime>(`/api/projects/${projectId}/runtime`)).body;

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
    workspace = `workspace_id=${made.body.workspace_id}`;
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
    await expect.poll(async () => (await runtime()).mode, PATIENCE).toBe("dedicated");
    await page.getByRole("heading", { name: "Own runtime" }).waitFor(PATIENCE);
    await page.getByRole("region", { name: "Steps of attempt 1, 8 of 8 done" }).waitFor();
    await expectAccessible(page);
    const site = await fetch((await runtime()).url ?? "");
    expect([site.status, await site.text()]).toEqual([200, expect.stringContaining("Coming soon")]);
  });

  it("an approved action of the company is carried out by its own runtime, with a receipt", async () => {
    const wanted = {
      action_type: "website.deploy",
      payload: { files: [{ path: "index.html", content: `<!doctype html><title>${RUN}</title><h1>${RUN}</h1>` }] },
    };
    const proposed = await founder.post<{ id: string; version: number }>(
      `/api/projects/${projectId}/approvals`,
      wanted,
    );
    const { id, version } = proposed.body;
    expect(
      (await founder.post(`/api/approvals/${id}/decide?${workspace}`, { decision: "approved", version })).status,
    ).toBe(200);
    const state = async (): Promise<string> =>
      (await founder.get<{ state: string }>(`/api/approvals/${id}?${workspace}`)).body.state;
    await expect.poll(state, PATIENCE).toBe("verified");
    const { body } = await founder.get<{ data: { data: { subjectId: string } }[] }>(
      `/api/projects/${projectId}/events?type=runtime.worked`,
    );
    expect(body.data.map(({ data }) => data.subjectId)).toContain(id);
  });

  it("the administrators' page lists the attempt with its company", async () => {
    const seen = await signInQuietly(await newProfile(browser), "admin@demo.local");
    await seen.goto("/admin/runtimes");
    await settled(seen);
    const attempt = seen.getByRole("region", { name: `Dedicated ${RUN}, attempt 1` });
    await attempt.waitFor();
    expect(await attempt.innerText()).toContain("8 of 8 steps done");
    await expectAccessible(seen);
  });
});
