import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { errorOf, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `keeper-${randomUUID().slice(0, 8)}@founders.example`;

describe("leads on the screens", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Lead Works" });
    await importCsv(founder, company, 2);
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  async function openList(): Promise<void> {
    await page.goto(`/companies/${company.projectId}/leads`);
    await settled(page);
  }
  const total = async (filter: string): Promise<number> => {
    const { body } = await founder.get<{ total: number }>(`/api/leads?workspace_id=${company.workspaceId}&${filter}`);
    return body.total;
  };
  const rowOf = (name: string): Locator => page.getByRole("row").filter({ hasText: name });
  const selectAll = (): Promise<void> => page.getByLabel("Select all leads shown").check();
  /** Presses Undo in the message of this title. */
  const undo = (title: string): Promise<void> =>
    page.getByRole("alert").filter({ hasText: title }).getByRole("button", { name: "Undo" }).click();

  it("adds a lead by hand and names the field that is wrong", async () => {
    await openList();
    await page.getByRole("button", { name: "Add lead" }).click();
    const dialog = page.getByRole("dialog", { name: "Add lead" });
    await dialog.getByLabel("Email").fill("nobody");
    await dialog.getByLabel("First name").fill("Ada");
    await dialog.getByLabel("Last name").fill("King");
    await dialog.getByRole("button", { name: "Add lead" }).click();
    await expect.poll(() => errorOf(page, dialog.getByLabel("Email"))).toBe("Enter an email address");
    await dialog.getByLabel("Email").fill("ada.king@buyers.example");
    await dialog.getByRole("button", { name: "Add lead" }).click();
    await page.getByRole("heading", { level: 1, name: /Ada King/ }).waitFor();
    await page.getByRole("heading", { name: "Details" }).waitFor();
  });

  it("tags the lead; the list shows the tag and finds the lead by it", async () => {
    await page
      .locator("input")
      .and(page.getByLabel("Tags", { exact: true }))
      .fill("met in London");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect.poll(() => total("tag=met%20in%20London")).toBe(1);
    await openList();
    await rowOf("Ada King").getByText("met in London").waitFor();
    await page.getByLabel("Tag", { exact: true }).selectOption("met in London");
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => page.getByRole("row").count()).toBe(4);
  });

  it("puts all selected leads on the do-not-contact list, and takes them off again with Undo", async () => {
    await selectAll();
    await page.getByText("3 leads, 3 selected").waitFor();
    await page.getByRole("button", { name: "Do not contact" }).click();
    await page.getByText("3 leads put on the do-not-contact list").waitFor();
    await rowOf("Ada King").getByText("Do not contact: added by you").waitFor();
    expect(await total("state=do_not_contact")).toBe(3);
    await undo("3 leads put on the do-not-contact list");
    await page.getByText("3 leads taken off the do-not-contact list").waitFor();
    await rowOf("Ada King").getByText("Not started").waitFor();
    expect(await total("state=do_not_contact")).toBe(0);
  });

  it("tags all selected leads at once, and takes the tag back with Undo", async () => {
    await selectAll();
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.getByRole("dialog").getByLabel("Tag").fill("spring");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("3 leads tagged").waitFor();
    expect(await total("tag=spring")).toBe(3);
    await undo("3 leads tagged");
    await page.getByText("3 leads untagged").waitFor();
    expect(await total("tag=spring")).toBe(0);
  });

  it("shows the findings about a lead with their line, source, day and link, what was not read, and the cost", async () => {
    const database = new Client({ connectionString: (await productRuntime()).databaseUrl });
    await database.connect();
    try {
      const of = `select workspace_id, id from genesis.leads where workspace_id = $1 and email = 'ada.king@buyers.example'`;
      await database.query(
        `insert into genesis.lead_findings (workspace_id, lead_id, number, fact, url, quote, dated, source)
         select l.*, 1, 'They opened a clinic in Graz.', 'https://news.example/graz', '<b>We</b> opened in Graz.', '2026-10-05', 'google'
         from (${of}) l`,
        [company.workspaceId],
      );
      await database.query(
        `insert into genesis.lead_sources (workspace_id, lead_id, source, outcome, reason, cost_usd, read_at)
         select l.*, s.* from (${of}) l, (values
           ('google', 'read', null, 0.005, now()), ('apify', 'failed', 'The limit at Apify is used up.', null, now())) s`,
        [company.workspaceId],
      );
    } finally {
      await database.end();
    }
    await rowOf("Ada King").getByRole("link", { name: "Ada King" }).click();
    const card = page.getByRole("region", { name: "Research" });
    await card.getByText("They opened a clinic in Graz.").waitFor();
    await card.getByText("“<b>We</b> opened in Graz.”").waitFor();
    await card.getByText(/Google search · news\.example · October 5, 2026 · .*\$0\.005 at most/).waitFor();
    const link = card.getByRole("link", { name: "news.example" });
    expect(await link.getAttribute("href")).toBe("https://news.example/graz");
    expect(await link.getAttribute("rel")).toContain("noreferrer");
    await card.getByText(/Apify: The limit at Apify is used up\./).waitFor();
    await card.getByText(/^Cost of this lead: \$0\.005\. 0 model calls for research and drafts: \$0\.00/).waitFor();
    await card.getByRole("button", { name: "Research again" }).click();
    await card
      .getByText(/^The next run of an active campaign that emails this person researches them again\./)
      .waitFor();
    expect(await card.getByRole("button", { name: "Research again" }).count()).toBe(0);
    await openList();
  });

  it("deletes a lead for good once it is confirmed: it is gone from the list, and an import does not bring it back to be emailed", async () => {
    await rowOf("Ada King").getByRole("link", { name: "Ada King" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Ada King?" });
    await dialog.getByRole("button", { name: "Keep the lead" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await dialog.getByLabel(/Never contact this person again/).check();
    await dialog.getByRole("button", { name: "Delete lead" }).click();
    await page.getByText("The lead was deleted").waitFor();
    await page.waitForURL("**/leads");
    await expect.poll(() => page.getByRole("row").count()).toBe(3);
    expect(await total("q=ada.king")).toBe(0);

    const { workspaceId: workspace_id } = company;
    await founder.post("/api/leads", { workspace_id, email: "ada.king@buyers.example", first_name: "Ada" });
    expect(await total("q=ada.king&state=do_not_contact")).toBe(1);
  });
});
