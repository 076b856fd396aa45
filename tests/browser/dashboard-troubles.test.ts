import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { expectAccessible, hydrated, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `troubled-${randomUUID().slice(0, 8)}@founders.example`;
const AGGREGATE = "**/api/dashboard/aggregate*";

type Company = { id: string; workspace_id: string };

/** The dashboard while its numbers are late, wrong or unavailable, and its use by keyboard. */
describe("the dashboard in trouble", () => {
  let browser: Browser;
  let profile: BrowserContext;
  let page: Page;
  let founder: Founder;
  let company: Company;
  let token: string;
  let url: string;

  const report = async (event_type: string, more: object = {}): Promise<void> => {
    const { workspace_id } = company;
    const contact_email = `${randomUUID()}@buyers.example`;
    const response = await fetch(`${url}/api/events`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-webhook-token": token },
      body: JSON.stringify({ workspace_id, contact_email, event_type, idempotency_key: randomUUID(), ...more }),
    });
    expect(response.status).toBe(200);
  };
  const open = async (path = "/dashboard"): Promise<void> => {
    await page.goto(`/companies/${company.id}${path}`);
    await settled(page);
  };
  const choose = (period: string): Promise<void> => page.getByText(period, { exact: true }).first().click();
  const numbers = () => page.locator("[aria-busy]").filter({ has: page.locator("[data-kpi]") });

  beforeAll(async () => {
    [browser, founder, { url }] = await Promise.all([launchChromium(), Founder.signIn(EMAIL), productRuntime()]);
    profile = await newProfile(browser);
    company = (await founder.post<Company>("/api/projects", { name: "Troubled Waters" })).body;
    const path = `/api/workspaces/${company.workspace_id}/webhook-token`;
    token = (await founder.post<{ token: string }>(path, { overlap_hours: 0 })).body.token;
  });
  beforeEach(async () => {
    page = await signInQuietly(profile, EMAIL);
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  it("only test events: says that they came, and why they are not counted", async () => {
    await report("sent", { is_test: true });
    await open();
    const first = page.getByRole("region", { name: "Nothing is counted yet" });
    expect(await first.getByRole("status").innerText()).toMatch(/^Test events arrived: the connection works\./);
    await expectAccessible(page);
  });

  it("an event without a step is drawn like any other", async () => {
    await report("sent");
    await open();
    await page.getByText("The emails of this period name no step.").waitFor();
    await page.getByText("No replies, opt-outs or bounces in this period.").waitFor();
    await report("replied", { subject: "Re: Tide tables" });
    await page.getByText("No replies, opt-outs or bounces in this period.").waitFor({ state: "detached" });
    await page.locator(".recharts-bar-rectangle path").first().waitFor();
    const [sends, outcomes] = await page.locator(".recharts-legend-wrapper").allInnerTexts();
    expect(sends?.trim().split(/\s*\n\s*/)).toEqual(["Email 1", "Email 2", "Email 3", "Other"]);
    expect(outcomes?.trim().split(/\s*\n\s*/)).toEqual(["Replies", "Opt-outs", "Bounces"]);
  });

  it("a day typed with the keyboard counts when it is whole, as one step back", async () => {
    await open("/dashboard?start=2026-10-24&end=2026-11-22");
    const from = page.getByLabel("From", { exact: true });
    await hydrated(from);
    await from.focus();
    // The same in whichever order the browser asks for day and month.
    await page.keyboard.type("11112026");
    expect(new URL(page.url()).search).toBe("?start=2026-10-24&end=2026-11-22");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).search).toBe("?start=2026-11-11&end=2026-11-22");
    await page.getByText("11 Nov – 22 Nov 2026", { exact: true }).waitFor();
    await page.goBack();
    await expect.poll(() => new URL(page.url()).search).toBe("?start=2026-10-24&end=2026-11-22");
    await expect.poll(() => from.inputValue()).toBe("2026-10-24");
    // Half a day is none: left so, it is the one of before again.
    await from.focus();
    await page.keyboard.press("Delete");
    expect(await from.inputValue()).toBe("");
    await page.getByLabel("To", { exact: true }).focus();
    await expect.poll(() => from.inputValue()).toBe("2026-10-24");
  });

  it("slow: the numbers of before do not pass for those of the new filter", async () => {
    await open();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route(AGGREGATE, async (route: Route) => {
      await answered;
      await route.continue();
    });
    await choose("7 days");
    await expect.poll(() => numbers().getAttribute("aria-busy")).toBe("true");
    // Not yet told which days those are, it begins with them all the same.
    await choose("Custom");
    await page.waitForURL(/\?start=\d{4}-\d{2}-\d{2}&end=\d{4}-\d{2}-\d{2}$/);
    answer();
    await expect.poll(() => numbers().getAttribute("aria-busy")).toBe("false");
  });

  it("a server in trouble: said until it is over, over the numbers of before; then they are there by themselves", async () => {
    await open();
    const body = JSON.stringify({ error: "The database cannot be reached.", code: "database.unreachable" });
    let asked = 0;
    await page.route(AGGREGATE, async (route: Route) => {
      asked += 1;
      await route.fulfill({ status: 503, contentType: "application/json", body });
    });
    await choose("90 days");
    const alert = page.getByRole("alert").filter({ hasText: "The numbers could not be loaded" });
    await alert.waitFor();
    // One more round of attempts: the page stands still meanwhile.
    const before = asked;
    await expect
      .poll(async () => [await alert.count(), await numbers().count(), asked > before + 1], { timeout: 25_000 })
      .toEqual([1, 1, true]);
    await page.unroute(AGGREGATE);
    await alert.getByRole("button", { name: "Try again" }).click();
    await alert.waitFor({ state: "detached" });
    expect(await numbers().getAttribute("aria-busy")).toBe("false");
  });

  it("a browser that thinks it is offline says so instead of waiting for ever, and goes on by itself", async () => {
    await open();
    await profile.setOffline(true);
    await choose("7 days");
    await page.getByText("Greenlight could not be reached.").first().waitFor();
    await profile.setOffline(false);
    await expect.poll(() => numbers().getAttribute("aria-busy"), { timeout: 25_000 }).toBe("false");
    await page.getByText("Greenlight could not be reached.").first().waitFor({ state: "detached" });
  });

  it("an address that names a campaign by name shows which, and what is refused offers no second try", async () => {
    const { workspace_id } = company;
    await founder.post("/api/campaigns", { workspace_id, name: "Spring tide" });
    await open("/dashboard?campaign=spring%20TIDE");
    const campaign = page.getByRole("combobox", { name: "Campaign", exact: true });
    expect(await campaign.locator("option:checked").innerText()).toBe("Spring tide");
    await open("/dashboard?start=2020-01-01&end=2026-11-22");
    const alert = page.getByRole("alert").filter({ hasText: "at most 366 days" });
    await alert.waitFor();
    expect(await alert.getByRole("button").count()).toBe(0);
  });

  it("marking a notification as read by keyboard keeps the focus on it", async () => {
    await open("/notifications");
    await page
      .getByRole("button", { name: /^Mark read/ })
      .first()
      .press("Enter");
    await expect.poll(() => page.getByRole("button", { name: /^Mark read/ }).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("LI");
  });

  it("older notifications stay open when one arrives, and all are marked read where only older ones are not", async () => {
    const { workspace_id } = company;
    await Promise.all(Array.from({ length: 51 }, () => report("bounced")));
    const newest = await founder.get<{ data: { id: string }[] }>(
      `/api/notifications?workspace_id=${workspace_id}&limit=50`,
    );
    const ids = newest.body.data.map(({ id }) => id);
    await founder.post("/api/notifications/read", { workspace_id, ids });
    await open("/notifications");
    const items = page.getByRole("region", { name: "Notifications" }).getByRole("listitem");
    const markAll = page.getByRole("button", { name: "Mark all read" });
    await markAll.waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => items.count()).toBeGreaterThan(50);
    const shown = await items.count();
    await report("bounced");
    await expect.poll(() => items.count()).toBeGreaterThan(shown);
    await markAll.press("Enter");
    await markAll.waitFor({ state: "detached" });
    expect(await items.filter({ hasText: "Unread:" }).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("The notifications");
  });
});
