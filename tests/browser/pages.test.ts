import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, launch, onboard, progressOf, waitUntilActive, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { startRecipientServer, type RecipientServer } from "../support/recipient-server";
import { waitFor } from "../support/wait-for";
import { complaintsOf, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `looker-${randomUUID().slice(0, 8)}@founders.example`;
const LEADS = 6;
const JAVASCRIPT_LIMIT = 250_000;

/** Where pictures of the pages go, when somebody wants to look at them. */
const PICTURES = process.env.TEST_SCREENSHOTS;

const COMPANY_PAGES = [
  "dashboard",
  "campaigns",
  "campaign",
  "leads",
  "ledger",
  "settings",
  "launch",
  "brand",
  "credentials",
  "infrastructure",
  "onboarding-leads",
];
const SIGNED_IN = [
  "companies",
  "new-company",
  ...COMPANY_PAGES,
  "new-dashboard",
  "new-launch",
  "new-leads",
  "new-campaigns",
];
const PUBLIC = ["home", "sign-in", "unsubscribe", "unsubscribe-unknown"];

describe("every page", () => {
  let browser: Browser;
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
          if ((counts?.drafted ?? 0) > 0) await run(`email_${step}`);
          return counts?.sent === LEADS;
        },
        { what: `email ${step} went out`, everyMs: 1_000, withinMs: 120_000 },
      );
    }
    return campaign;
  }

  beforeAll(async () => {
    [browser, founder, smtp] = await Promise.all([
      launchChromium(),
      Founder.signIn(EMAIL),
      startRecipientServer({ refuse: new Set() }),
    ]);
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
      dashboard: base,
      campaigns: `${base}/campaigns`,
      campaign: `${base}/campaigns/${campaign}`,
      leads: `${base}/leads`,
      ledger: `${base}/ledger`,
      settings: `${base}/settings`,
      launch: `${base}/launch`,
      brand: `${base}/onboarding?step=brand`,
      credentials: `${base}/onboarding?step=credentials`,
      infrastructure: `${base}/onboarding?step=infrastructure`,
      "onboarding-leads": `${base}/onboarding?step=leads`,
      "new-dashboard": empty,
      "new-launch": `${empty}/launch`,
      "new-leads": `${empty}/leads`,
      "new-campaigns": `${empty}/campaigns`,
    };
  });
  afterAll(async () => {
    await browser.close();
    await smtp.stop();
  });

  /** The page of one name, in a profile of this kind, once it shows itself. */
  async function look(name: string, context: BrowserContext): Promise<Page> {
    const page = SIGNED_IN.includes(name) ? await signInQuietly(context, EMAIL) : await context.newPage();
    await page.goto(paths[name]!);
    await settled(page);
    if (name === "dashboard") await page.locator(".recharts-bar-rectangle path").first().waitFor();
    return page;
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  async function accessibilityOf(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  }

  const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

  it.each([...PUBLIC, ...SIGNED_IN])(
    "%s: axe finds nothing serious by day or night, and it fits 390 px",
    async (name) => {
      for (const scheme of ["light", "dark"] as const) {
        const context = await newProfile(browser, { colorScheme: scheme });
        const page = await look(name, context);
        const shown = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
        expect(shown).toMatch(scheme);
        expect(await accessibilityOf(page)).toEqual([]);
        await picture(page, `${name}-${scheme}`);
        await page.setViewportSize({ width: 390, height: 844 });
        await expect.poll(() => widthOf(page)).toBeLessThanOrEqual(390);
        // By night only the colours differ, and they were looked at above.
        expect(scheme === "light" ? await accessibilityOf(page) : []).toEqual([]);
        await picture(page, `${name}-${scheme}-390`);
        await context.close();
      }
    },
  );

  it.each(SIGNED_IN)(
    "%s: at most 250 kB of JavaScript come compressed, and the page complains about nothing",
    async (name) => {
      const context = await newProfile(browser);
      const page = await signInQuietly(context, EMAIL);
      const complaints = complaintsOf(page);
      await page.goto(paths[name]!);
      await settled(page);
      const scripts = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .map((entry) => entry as PerformanceResourceTiming)
          .filter((entry) => new URL(entry.name).pathname.endsWith(".js"))
          .map((entry) => ({ encoded: entry.encodedBodySize, decoded: entry.decodedBodySize })),
      );
      const total = scripts.reduce((sum, { encoded }) => sum + encoded, 0);
      expect(total).toBeGreaterThan(50_000);
      expect(total).toBeLessThanOrEqual(JAVASCRIPT_LIMIT);
      expect(scripts.some(({ encoded, decoded }) => encoded < decoded)).toBe(true);
      expect(complaints).toEqual([]);
      const [paint] = await page.evaluate(() =>
        performance.getEntriesByName("first-contentful-paint").map((entry) => entry.startTime),
      );
      console.log(
        `${name}: ${Math.round(total / 1000)} kB of JavaScript, first paint after ${Math.round(paint ?? 0)} ms`,
      );
      await context.close();
    },
  );

  it("what opens over a page is named, keeps the focus and passes axe too", async () => {
    const context = await newProfile(browser);
    const page = await look("settings", context);
    const open = async (path: string, button: string, dialog: string): Promise<void> => {
      await page.goto(paths[path]!);
      await settled(page);
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
    await open("leads", "Import CSV", "Import leads from CSV");
    await open("campaigns", "New campaign", "New campaign");
    await context.close();
  });

  it("at 390 px the company's pages are reached through the menu, by keyboard", async () => {
    const context = await newProfile(browser, { viewport: { width: 390, height: 844 } });
    const page = await look("dashboard", context);
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
