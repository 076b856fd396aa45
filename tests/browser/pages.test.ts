import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveAll, importCsv, launch, onboard, progressOf, waitUntilActive, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import { accessibilityOf, complaintsOf, expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `looker-${randomUUID().slice(0, 8)}@founders.example`;
const LEADS = 6;
/** Bytes of script, compressed, that a page has loaded once it shows itself: 250 and 120 kB of 1,024 bytes. */
const SCRIPT_LIMIT = { product: 250 * 1024, start: 120 * 1024 };

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.TEST_SCREENSHOTS;

const COMPANY_PAGES = [
  "today",
  "dashboard",
  "figure",
  "campaigns",
  "campaign",
  "sequence",
  "tests",
  "drafts",
  "leads",
  "lead",
  "replies",
  "mail",
  "confirm-address",
  "chat",
  "approvals",
  "approval",
  "tasks",
  "memory",
  "plan",
  "receipts",
  "work",
  "context",
  "recurring",
  "recurring-task",
  "night-shift",
  "integrations",
  "files",
  "publishing",
  "test-mailbox",
  "ledger",
  "notifications",
  "members",
  "billing",
  "runtime",
  "settings",
  "launch",
  "domain",
  "brand",
  "credentials",
  "calendar",
  "research",
  "infrastructure",
  "machine",
  "onboarding-leads",
];
const SIGNED_IN = [
  "companies",
  "new-company",
  ...COMPANY_PAGES,
  "new-today",
  "new-dashboard",
  "new-launch",
  "new-leads",
  "new-campaigns",
];
const PUBLIC = ["home", "sign-in", "unsubscribe", "unsubscribe-unknown"];

describe("every page", () => {
  let browser: Browser;
  let profile: BrowserContext;
  let founder: Founder;
  let smtp: RecipientServer;
  let company: Company;
  let paths: Record<string, string>;

  async function sendSomething(): Promise<string> {
    await importCsv(founder, company, LEADS);
    await launch(founder, company);
    const campaign = await waitUntilActive(founder, company, 120_000);
    const { workspaceId: workspace_id } = company;
    await founder.patch(`/api/campaigns/${campaign}`, { workspace_id, step_delays_days: [0, 0, 0] });
    const run = (step: string) => founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id, step });
    await run("preparation");
    for (const step of [1, 2]) {
      await waitFor(
        async () => {
          const counts = (await progressOf(founder, company, campaign))[step];
          if ((counts?.drafted ?? 0) > 0) await approveAll(founder, company, campaign);
          if ((counts?.approved ?? 0) > 0) await run(`email_${step}`);
          return counts?.sent === LEADS;
        },
        { what: `email ${step} went out`, everyMs: 1_000, withinMs: 120_000 },
      );
    }
    return campaign;
  }

  /** An email that waits for a decision, as its proposal. */
  async function aProposal(): Promise<string> {
    const payload = { to: ["lena@buyers.example"], subject: "Your invoices", text: "May I call you?" };
    const path = `/api/projects/${company.projectId}/approvals`;
    return (await founder.post<{ id: string }>(path, { action_type: "email.send", payload })).body.id;
  }

  async function anyLead(): Promise<string> {
    const query = `workspace_id=${company.workspaceId}&limit=1`;
    const { body } = await founder.get<{ data: { id: string }[] }>(`/api/leads?${query}`);
    return body.data[0]?.id ?? "";
  }

  beforeAll(async () => {
    [browser, founder, smtp] = await Promise.all([
      launchChromium(),
      Founder.signIn(EMAIL),
      startRecipientServer({ refuse: new Set() }),
    ]);
    profile = await newProfile(browser);
    company = await onboard(founder, { name: "Analytical Engines", smtpPort: smtp.port });
    const campaign = await sendSomething();
    const fresh = await founder.post<{ id: string }>("/api/projects", { name: "Difference Engines" });
    const link = /Unsubscribe: (\S+)/.exec(smtp.received[0]?.mail.text ?? "")?.[1] ?? "";
    const [base, empty] = [`/companies/${company.projectId}`, `/companies/${fresh.body.id}`];
    paths = {
      home: "/",
      "sign-in": "/sign-in",
      unsubscribe: new URL(link).pathname,
      "unsubscribe-unknown": `/u/${"x".repeat(43)}`,
      companies: "/companies",
      "new-company": "/companies/new",
      today: base,
      dashboard: `${base}/dashboard`,
      figure: `${base}/dashboard/figures/sends_7d`,
      campaigns: `${base}/campaigns`,
      campaign: `${base}/campaigns/${campaign}`,
      sequence: `${base}/campaigns/${campaign}/sequence`,
      tests: `${base}/campaigns/${campaign}/tests`,
      drafts: `${base}/campaigns/${campaign}/drafts?status=all`,
      leads: `${base}/leads`,
      lead: `${base}/leads/${await anyLead()}`,
      replies: `${base}/replies`,
      mail: `${base}/mail`,
      "confirm-address": `${base}/mail/confirm`,
      chat: `${base}/chat`,
      approvals: `${base}/approvals`,
      approval: `${base}/approvals/${await aProposal()}`,
      tasks: `${base}/tasks`,
      memory: `${base}/memory`,
      plan: `${base}/plan`,
      receipts: `${base}/receipts`,
      work: `${base}/work`,
      context: `${base}/context`,
      recurring: `${base}/recurring`,
      "recurring-task": `${base}/recurring/${await nightlyTask()}`,
      "night-shift": `${base}/night-shift`,
      integrations: `${base}/integrations`,
      files: `${base}/files`,
      publishing: `${base}/publishing`,
      "test-mailbox": `${base}/test-mailbox`,
      ledger: `${base}/ledger`,
      notifications: `${base}/notifications`,
      members: `${base}/members`,
      billing: `${base}/billing`,
      runtime: `${base}/runtime`,
      settings: `${base}/settings`,
      launch: `${base}/launch`,
      domain: `${base}/onboarding?step=domain`,
      brand: `${base}/onboarding?step=brand`,
      credentials: `${base}/onboarding?step=credentials`,
      calendar: `${base}/onboarding?step=calendar`,
      research: `${base}/onboarding?step=research`,
      infrastructure: `${base}/onboarding?step=infrastructure`,
      machine: `${base}/onboarding?step=machine`,
      "onboarding-leads": `${base}/onboarding?step=leads`,
      "new-today": empty,
      "new-dashboard": `${empty}/dashboard`,
      "new-launch": `${empty}/launch`,
      "new-leads": `${empty}/leads`,
      "new-campaigns": `${empty}/campaigns`,
    };
  });
  afterAll(async () => {
    await browser.close();
    await smtp.stop();
  });

  async function nightlyTask(): Promise<string> {
    const tasks = await founder.get<{ data: { id: string }[] }>(`/api/projects/${company.projectId}/recurring-tasks`);
    return tasks.body.data[0]?.id ?? "";
  }

  /** The page of one name, once it shows itself. */
  async function look(name: string, page: Page): Promise<string> {
    const response = await page.goto(paths[name]!);
    await settled(page);
    return (await response?.text()) ?? "";
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  async function expectGoodLooks(page: Page, name: string): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 800 });
    await expectAccessible(page, { name, onLook: (look) => picture(page, `${name}-${look}`) });
  }

  it.each(PUBLIC)(
    "%s: axe finds nothing serious by day or night, it fits a phone and 120 kB of script",
    async (name) => {
      const context = await newProfile(browser);
      const page = await context.newPage();
      expect(await look(name, page)).toContain("<title>");
      expect(await scriptOf(page)).toBeLessThanOrEqual(SCRIPT_LIMIT.start);
      await expectGoodLooks(page, name);
      await context.close();
    },
  );

  it.each(SIGNED_IN)(
    "%s: axe finds nothing serious, it fits a phone and 250 kB, and nothing complains",
    async (name) => {
      const page = await signInQuietly(profile, EMAIL);
      const complaints = complaintsOf(page);
      // Parts further down, charts first of all, are fetched when they are scrolled to.
      await page.setViewportSize({ width: 1280, height: 400 });
      await look(name, page);
      const bytes = await scriptOf(page);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(SCRIPT_LIMIT.product);
      await expectGoodLooks(page, name);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it("the chat adds at most 60 kB of script to the other pages of a company", async () => {
    const page = await signInQuietly(profile, EMAIL);
    const shared = new Set<string>();
    for (const name of ["today", "approvals", "tasks"]) {
      await look(name, page);
      for (const address of (await scriptsOf(page)).keys()) shared.add(address);
    }
    await look("chat", page);
    const own = [...(await scriptsOf(page))].filter(([address]) => !shared.has(address));
    expect(own.length).toBeGreaterThan(0);
    expect(own.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(60 * 1024);
    await page.close();
  });

  it("the charts of the dashboard are fetched when they come into view, after its first paint", async () => {
    const page = await signInQuietly(profile, EMAIL);
    await page.setViewportSize({ width: 1280, height: 400 });
    await look("dashboard", page);
    const before = await scriptOf(page);
    const [paint] = await page.evaluate(() =>
      performance.getEntriesByName("first-contentful-paint").map((entry) => entry.startTime),
    );
    await page.getByRole("heading", { name: "Sends and what came back" }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 600);
    await page.locator(".recharts-bar-rectangle path").first().waitFor();
    const after = await scriptOf(page);
    console.log(
      `Dashboard: first contentful paint after ${Math.round(paint ?? Number.NaN)} ms, ${Math.round(before / 1000)} kB of script, ${Math.round(after / 1000)} kB with the charts`,
    );
    expect(paint).toBeGreaterThan(0);
    expect(after - before).toBeGreaterThan(50_000);
    await page.close();
  });

  it("the menu's pages are fetched when a link is pointed at, not before", async () => {
    const page = await signInQuietly(profile, EMAIL);
    const fetched: string[] = [];
    page.on("request", (request) => {
      if (request.headers()["next-router-prefetch"]) fetched.push(new URL(request.url()).pathname);
    });
    await look("settings", page);
    expect(fetched).toEqual([]);
    await page.getByRole("link", { name: "Ledger", exact: true }).hover();
    await expect.poll(() => fetched).toContain(paths.ledger);
    await page.close();
  });

  it("a dialog has a name, keeps the focus and passes axe", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    const open = async (path: string, button: string, dialog: string): Promise<void> => {
      await look(path, page);
      await page.getByRole("button", { name: button }).click();
      const opened = page.getByRole("dialog", { name: dialog });
      await opened.waitFor();
      expect(await accessibilityOf(page)).toEqual([]);
      await page.keyboard.press("Tab");
      expect(await opened.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await picture(page, `${path}-dialog`);
      await page.keyboard.press("Escape");
      await opened.waitFor({ state: "hidden" });
    };
    await open("settings", "Rotate…", "Rotate the webhook token");
    await open("settings", "New key…", "New API key");
    await open("settings", "Connect service…", "Connect a service");
    await open("leads", "Import CSV", "Import leads from CSV");
    await open("campaigns", "New campaign", "New campaign");
    await context.close();
  });

  it("at 390 px the company's pages are reached through the menu, by keyboard", async () => {
    const context = await newProfile(browser, { viewport: { width: 390, height: 844 } });
    const page = await signInQuietly(context, EMAIL);
    await look("dashboard", page);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.getByRole("button", { name: "Open the menu" }).press("Enter");
    const ledger = page.getByRole("link", { name: "Ledger", exact: true });
    await ledger.waitFor();
    await picture(page, "menu-390");
    await ledger.press("Enter");
    await page.getByRole("heading", { name: "Ledger", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Open the menu" }).waitFor();
    await context.close();
  });
});

/** The bytes of each script that the page has loaded, as they were sent. */
const scriptsOf = async (page: Page): Promise<Map<string, number>> =>
  new Map(
    await page.evaluate(() =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
        .map(({ name, encodedBodySize }): [string, number] => [name, encodedBodySize]),
    ),
  );

const scriptOf = async (page: Page): Promise<number> =>
  [...(await scriptsOf(page)).values()].reduce((sum, bytes) => sum + bytes, 0);
