import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, launch, onboard, waitUntilActive, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { hydrated, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `tester-${randomUUID().slice(0, 8)}@founders.example`;

/** The subjects of the emails that this machine's mail server took for an address. */
async function subjectsTo(address: string): Promise<(string | undefined)[]> {
  const { outboxDir } = await productRuntime();
  const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
  const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outboxDir, name)))));
  return emails.filter(({ to }) => JSON.stringify(to).includes(address)).map(({ subject }) => subject);
}

describe("a test of a workflow", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let campaign: string;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Tested Works" });
    await importCsv(founder, company, 2);
    await launch(founder, company);
    campaign = await waitUntilActive(founder, company, 180_000);
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  const dashboard = async (): Promise<unknown> => {
    const query = `workspace_id=${company.workspaceId}&start=2026-01-01&end=2099-01-01`;
    const { body } = await founder.get<{ summary: unknown; cost_breakdown: unknown }>(
      `/api/dashboard/aggregate?${query}`,
    );
    return [body.summary, body.cost_breakdown];
  };
  const stateOf = (node: string): Promise<string | null> =>
    page.locator(`[data-node="${node}"]`).getAttribute("data-state", { timeout: 5_000 });

  it("is watched node by node as n8n runs it, ends in an email to oneself, and changes no number", async () => {
    const before = await dashboard();
    await page.goto(`/companies/${company.projectId}/campaigns/${campaign}/tests`);
    await settled(page);
    await page.getByText("No test yet").waitFor();
    await page.getByRole("button", { name: "Run the test" }).click();
    await page.getByRole("heading", { name: "Email 1", exact: true }).waitFor();
    await expect.poll(() => stateOf("Settings")).toBe("done");
    await page.getByText("The email was sent").waitFor({ timeout: 60_000 });
    await expect.poll(() => stateOf("Send each email")).toBe("done");
    await expect.poll(() => stateOf("When the sending window is open")).toBe("waiting");
    await page.getByText(`went to ${EMAIL}`).waitFor();
    // The samples come by a job; the page waits for them.
    await page.getByRole("button", { name: /^Settings/ }).click();
    const settings = page.getByRole("region", { name: /^Settings/ });
    await settings.getByText(/and gave 1 item/).waitFor({ timeout: 60_000 });

    expect(await subjectsTo(EMAIL)).toEqual([expect.stringMatching(/^\[Test\] /)]);
    expect(await dashboard()).toEqual(before);
  });

  it("ends with its campaign: the workflows of an archived one are shown as archived in n8n, with nothing to repair", async () => {
    const body = { workspace_id: company.workspaceId };
    expect((await founder.post(`/api/campaigns/${campaign}/archive`, body)).status).toBe(200);
    const workflows = page.getByRole("region", { name: "Workflows", exact: true });
    const details = page.getByRole("button", { name: /^Engine details/ });
    // The job that puts them away in n8n follows.
    const archived = async (): Promise<number> => {
      await page.goto(`/companies/${company.projectId}/campaigns/${campaign}`);
      await settled(page);
      await hydrated(details);
      await details.click();
      await workflows.waitFor();
      return workflows.getByText("Archived", { exact: true }).count();
    };
    await expect.poll(archived, { timeout: 120_000, interval: 1_000 }).toBe(7);
    await workflows.getByText(/All are deleted there after 30 days\./).waitFor();
    expect(await workflows.getByRole("button").count()).toBe(0);
  });
});
