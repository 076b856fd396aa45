import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Client, type QueryResultRow } from "pg";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { accessibilityOf, complaintsOf, expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `counter-${randomUUID().slice(0, 8)}@founders.example`;
const EVENTS = 1_000_000;

type Company = { id: string; workspace_id: string };

/** The numbers as a founder and their scripts see them. */
describe("the dashboard", () => {
  let browser: Browser;
  let profile: BrowserContext;
  let page: Page;
  let founder: Founder;
  let url: string;
  let token: string;
  let company: Company;
  let campaign: { id: string };

  const post = async (path: string, body: unknown, headers: Record<string, string> = { "x-webhook-token": token }) => {
    const init = { method: "POST", headers: { "content-type": "application/json", ...headers } };
    const response = await fetch(url + path, { ...init, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
    return response;
  };
  const event = (event_type: string, more: object = {}): object => ({
    workspace_id: company.workspace_id,
    contact_email: `${randomUUID()}@buyers.example`,
    event_type,
    idempotency_key: randomUUID(),
    ...more,
  });
  const kpi = (name: string): Promise<string> => page.locator(`[data-kpi="${name}"]`).innerText();
  const open = async (path = "/dashboard"): Promise<void> => {
    await page.goto(`/companies/${company.id}${path}`);
    await settled(page);
  };

  beforeAll(async () => {
    [browser, founder, { url }] = await Promise.all([launchChromium(), Founder.signIn(EMAIL), productRuntime()]);
    profile = await newProfile(browser, { acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
    company = (await founder.post<Company>("/api/projects", { name: "Counting Engines" })).body;
    const { workspace_id } = company;
    const rotated = await founder.post<{ token: string }>(`/api/workspaces/${workspace_id}/webhook-token`, {
      overlap_hours: 0,
    });
    token = rotated.body.token;
    campaign = (await founder.post<{ id: string }>("/api/campaigns", { workspace_id, name: "Autumn" })).body;
  });
  beforeEach(async () => {
    page = await signInQuietly(profile, EMAIL);
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  it("says how to get the first event, with a command that works once the token is in it", async () => {
    await open();
    const first = page.getByRole("region", { name: "Nothing is counted yet" });
    await first.getByText("Report events from your own script").click();
    await first.getByRole("button", { name: "Copy" }).click();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain(company.workspace_id);
    expect(command).toContain(`curl '${url}/api/events'`);
    await post("/api/events", JSON.parse(/-d '(.*)'$/s.exec(command)![1]!));
    // Without a reload: the ledger said so.
    await expect.poll(() => kpi("Emails sent")).toMatch(/^Emails sent\s+1\b/);
    await first.waitFor({ state: "hidden" });
  });

  it("holds the line for the website, with the company's own key; page views then stand in its place", async () => {
    await open();
    const website = page.getByRole("region", { name: "Website and payments" });
    await website.getByText("Count your website’s visitors with one line.").click();
    const snippet = await website.getByRole("group", { name: "For your website" }).locator("pre").innerText();
    const key = /data-key="(gpk_[^"]+)"/.exec(snippet)![1]!;
    expect(snippet).toContain(`data-project="${company.id}"`);
    expect((await fetch(`${url}/g.js`)).status).toBe(200);
    const views = Array.from({ length: 5 }, () => ({ event_id: randomUUID(), name: "pageview" }));
    await post(`/api/projects/${company.id}/analytics/events`, views, { "x-project-key": key });
    await open();
    await expect.poll(() => website.innerText()).toMatch(/Page views\s+5\b/);
  });

  it("figures, funnel, budget in words, unpriced calls by name", async () => {
    const of = { campaign_id: campaign.id };
    // As our own workflows report it: a sent mail says its step, an answer does not.
    const [unwilling, ...willing] = await mailedPeople(3);
    await post("/api/events", [
      ...Array.from({ length: 7 }, () => event("sent", { ...of, step: 1 })),
      ...willing.map((contact_email) =>
        event("replied", { ...of, contact_email, subject: "Re: Tables", body: "Call me on Tuesday." }),
      ),
      event("opt_out", { ...of, contact_email: unwilling }),
      event("sent", { ...of, step: 1, is_test: true }),
    ]);
    const { workspace_id } = company;
    await post("/api/cost-events", [
      { workspace_id, provider: "openai", model: "gpt-5", cost_usd: 2.6, campaign_id: campaign.id },
      { workspace_id, provider: "acme", model: "writer-9", tokens_in: 10, tokens_out: 10 },
    ]);
    await open();
    expect(await kpi("Emails sent")).toMatch(/^Emails sent\s+8\b/);
    expect(await kpi("Reply rate")).toMatch(/25%/);
    expect(await page.getByRole("region", { name: "From sent to replied" }).innerText()).toMatch(
      /Email 1\s+7 sent, 2 replied \(28\.6%\)\s+1 opted out, 0 bounced/,
    );
    const cost = page.getByRole("region", { name: "Model cost" }).first();
    expect(await cost.getByRole("meter").getAttribute("aria-valuetext")).toBe("$2.60 of $5.00");
    expect(await cost.innerText()).toMatch(/At this pace/);
    expect(await cost.innerText()).toContain("Not in these costs: 1 call of writer-9 (acme)");
    await cost.getByText("Campaign", { exact: true }).click();
    expect(await cost.getByRole("row").nth(1).innerText()).toMatch(/^Autumn/);
  });

  it("keeps its filter in the address: sent to somebody, and taken back", async () => {
    await open();
    await page.getByText("7 days", { exact: true }).first().click();
    await page.waitForURL("**?days=7");
    await page.getByRole("combobox", { name: "Campaign", exact: true }).selectOption({ label: "Autumn" });
    await page.waitForURL(`**?days=7&campaign=${campaign.id}`);
    await expect.poll(() => kpi("Emails sent")).toMatch(/^Emails sent\s+7\b/);
    const filters = page.getByRole("group", { name: "Filter" });
    expect(await filters.getByRole("status").innerText()).toMatch(/^Numbers of .* \d{4}, Autumn$/);
    const shared = await profile.newPage();
    await shared.goto(page.url());
    expect(await shared.locator('[data-kpi="Emails sent"]').innerText()).toMatch(/^Emails sent\s+7\b/);
    await shared.close();
    await page.goBack();
    await expect.poll(() => kpi("Emails sent")).toMatch(/^Emails sent\s+8\b/);
    expect(page.url()).toMatch(/\?days=7$/);
  });

  it("sorts campaigns by a column's header, by keyboard too, and hands them out as a file", async () => {
    await founder.post("/api/campaigns", { workspace_id: company.workspace_id, name: "=Beginning" });
    await open();
    const table = page.getByRole("region", { name: "Numbers by campaign" });
    const names = async (): Promise<string[]> =>
      (await table.getByRole("row").allInnerTexts()).slice(1).map((row) => row.split("\t")[0]!.trim());
    expect((await names())[0]).toBe("Autumn");
    await table.getByRole("button", { name: "Campaign" }).press("Enter");
    expect((await names())[0]).toBe("=Beginning");
    expect(await table.getByRole("columnheader", { name: "Campaign" }).getAttribute("aria-sort")).toBe("ascending");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    const csv = await readFile(await file.path(), "utf8");
    expect(csv).toMatch(/^\uFEFFCampaign,/);
    expect(csv).toContain("\r\n'=Beginning,");
  });

  it("notifications: how many are unread, what was replied, read one by one and all", async () => {
    await open();
    await page.getByRole("link", { name: /^Notifications, \d+ unread$/ }).click();
    await page.waitForURL("**/notifications");
    const items = page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
    await expect.poll(() => items.count()).toBe(5);
    expect(await items.filter({ hasText: "replied" }).first().innerText()).toContain("Call me on Tuesday.");
    expect(await items.filter({ hasText: "budget" }).getByRole("link").getAttribute("href")).toMatch(/#cost$/);
    await items
      .first()
      .getByRole("button", { name: /^Mark read/ })
      .click();
    await page.getByRole("link", { name: "Notifications, 4 unread" }).waitFor();
    await post("/api/events", event("bounced"));
    await page.getByRole("link", { name: "Notifications, 5 unread" }).waitFor();
    await expect.poll(() => items.count()).toBe(6);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Mark all read" }).click();
    await page.getByRole("link", { name: "Notifications", exact: true }).waitFor();
    await page.getByText("Unread", { exact: true }).click();
    await page.getByRole("heading", { name: "Everything is read" }).waitFor();
  });

  it("with a million events it paints as with a handful", async () => {
    await open();
    const few = await firstPaint(page);
    await seedDays(company.workspace_id, campaign.id);
    const complaints = complaintsOf(page);
    await open();
    expect(await kpi("Emails sent")).toMatch(/^Emails sent\s+[1-9]\d\d,\d{3}/);
    await page.locator(".recharts-bar-rectangle path").first().waitFor();
    const paints: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await open();
      paints.push(await firstPaint(page));
    }
    const median = paints.toSorted((a, b) => a - b)[2]!;
    console.log(
      `First contentful paint: ${Math.round(few)} ms with a handful of events, ${Math.round(median)} ms with a million`,
    );
    expect(median).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    expect(await accessibilityOf(page)).toEqual([]);
  });

  async function inDatabase<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const { databaseUrl } = await productRuntime();
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    const { rows } = await database.query<Row>(text, values);
    await database.end();
    return rows;
  }

  /** The addresses of people to whom the campaign's first mail went. */
  async function mailedPeople(count: number): Promise<string[]> {
    const rows = await inDatabase<{ to_email: string }>(
      `with person as (
         insert into genesis.leads (workspace_id, email)
         select $1, gen_random_uuid() || '@buyers.example' from generate_series(1, $3::int) returning workspace_id, id, email
       )
       insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status)
       select workspace_id, $2, id, 1, email, 'Tables', 'Text', 'offline planner', 'sent' from person returning to_email`,
      [company.workspace_id, campaign.id, count],
    );
    return rows.map(({ to_email }) => to_email);
  }

  /** The day sums that a million events leave behind: what the dashboard reads of them. */
  const seedDays = (workspaceId: string, campaignId: string): Promise<unknown> =>
    inDatabase(
      `insert into daily_stats (workspace_id, day, campaign_id, step, sends, replies, opt_outs, bounces)
       select $1, current_date - day, $2, step, $3::int / 100, $3::int / 2000, $3::int / 10000, $3::int / 20000
       from generate_series(1, 33) as day, generate_series(1, 3) as step
       on conflict do nothing`,
      [workspaceId, campaignId, EVENTS],
    );
});

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN);
