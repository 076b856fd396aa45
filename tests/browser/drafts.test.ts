import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `reader-${randomUUID().slice(0, 8)}@founders.example`;

describe("the drafts of a campaign", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let campaign: string;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Draft Works" });
    await importCsv(founder, company, 2);
    const { workspaceId: workspace_id } = company;
    campaign = (await founder.post<{ id: string }>("/api/campaigns", { workspace_id, name: "Read" })).body.id;
    await reportDrafts();
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  /** As the workflow that prepares emails does. */
  async function reportDrafts(): Promise<void> {
    const { workspaceId } = company;
    const { url } = await productRuntime();
    const { body } = await founder.post<{ token: string }>(`/api/workspaces/${workspaceId}/webhook-token`, {});
    const leads = await founder.get<{ data: { id: string }[] }>(`/api/leads?workspace_id=${workspaceId}`);
    for (const { id } of leads.body.data) {
      const drafts = [{ step: 1, subject: "Tables", body: "Hello,\n\nwho prints your tables?" }];
      const answer = await fetch(`${url}/api/engine/drafts`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-webhook-token": body.token },
        body: JSON.stringify({ campaign_id: campaign, lead_id: id, drafts, source: "a model" }),
      });
      expect(answer.status).toBe(200);
    }
  }
  async function open(): Promise<void> {
    await page.goto(`/companies/${company.projectId}/campaigns/${campaign}/drafts`);
    await settled(page);
  }
  const formOf = (): Locator => page.getByRole("form", { name: "Regenerate this email" });
  const noteOf = (): Locator => formOf().getByLabel("What should be different?");
  const rewrite = (): Promise<void> => formOf().getByRole("button", { name: "Write a new text" }).click();
  const openForm = async (): Promise<void> => {
    await page.getByRole("button", { name: "Regenerate" }).click();
    await noteOf().waitFor();
  };

  it("keeps the form of another draft open, with its note, while one is written anew", async () => {
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    await page.route("**/regenerate", async (route) => {
      await written;
      await route.continue();
    });
    await open();
    await openForm();
    await rewrite();
    await page.getByText("Writing a new text.").waitFor();
    await page.getByRole("list", { name: "Drafts" }).getByRole("button").nth(1).click();
    await openForm();
    await noteOf().fill("Shorter");
    write();
    await page.getByText("Wrote a new text").waitFor();
    expect(await noteOf().inputValue()).toBe("Shorter");
    expect(await noteOf().isEnabled()).toBe(true);
    await page.unroute("**/regenerate");
  });

  it("says of a rewritten email what the campaign's review makes of it", async () => {
    await rewrite();
    await page.getByText("It waits for your approval.").first().waitFor();
    expect(await page.getByText("It is sent by itself when it is due.").count()).toBe(0);
    const off = { workspace_id: company.workspaceId, review_mode: "off" };
    expect((await founder.call("PATCH", `/api/campaigns/${campaign}`, off)).status).toBe(200);
    await open();
    await page.getByText("Emails are sent without your approval.").waitFor();
    await openForm();
    await rewrite();
    await page.getByText("It is sent by itself when it is due.").waitFor();
  });
});
