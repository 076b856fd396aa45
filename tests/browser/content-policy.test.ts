import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { pagePaths } from "../support/route-manifest";
import { newProfile, settled, signInQuietly } from "./visitor";

const FOUNDER = `policy-${randomUUID().slice(0, 8)}@founders.example`;
const ADMIN = "admin@demo.local";

describe("the content security policy", () => {
  let browser: Browser;
  let estate: Record<string, string>;

  beforeAll(async () => {
    browser = await launchChromium();
    const founder = await Founder.signIn(FOUNDER);
    const { body: project } = await founder.post<{ id: string; workspace_id: string }>("/api/projects", {
      name: "Policy",
    });
    const { body: campaign } = await founder.post<{ id: string }>("/api/campaigns", {
      workspace_id: project.workspace_id,
      name: "First wave",
    });
    estate = {
      projectId: project.id,
      workspaceId: project.workspace_id,
      campaignId: campaign.id,
      token: "x".repeat(43),
    };
  });
  afterAll(() => browser.close());

  /** Violations of the content security policy, on every page of a profile. */
  async function watch(profile: BrowserContext): Promise<string[]> {
    const refused: string[] = [];
    await profile.exposeBinding("reportRefusal", (_source, what: string) => void refused.push(what));
    await profile.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { reportRefusal: (what: string) => void }).reportRefusal;
        report(
          `${event.effectiveDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
        );
      });
    });
    return refused;
  }

  const addressOf = (path: string): string =>
    path.replace(/\/\[\[[^\]]+\]\]/, "").replace(/\[([^\]]+)\]/g, (_, name: string) => estate[name] ?? randomUUID()) ||
    "/";

  async function visit(page: Page, path: string): Promise<void> {
    await page.goto(addressOf(path));
    await settled(page);
  }

  it("is broken by no page, for a founder and for an admin", async () => {
    for (const [who, mayVisit] of [
      [FOUNDER, (path: string) => !path.startsWith("/admin")],
      [ADMIN, (path: string) => path.startsWith("/admin")],
    ] as const) {
      const profile = await newProfile(browser);
      const refused = await watch(profile);
      const page = await signInQuietly(profile, who);
      for (const path of pagePaths().filter(mayVisit)) {
        await visit(page, path);
        expect(refused, path).toEqual([]);
      }
      await profile.close();
    }
  });

  it("is broken by no page for somebody who did not sign in, nor by a recipient's", async () => {
    const profile = await newProfile(browser);
    const refused = await watch(profile);
    const page = await profile.newPage();
    for (const path of ["/", "/sign-in", `/u/${"x".repeat(43)}`]) await visit(page, path);
    expect(refused).toEqual([]);
    await profile.close();
  });

  it("lets the page set its colours before it shows anything, by its nonce", async () => {
    const profile = await newProfile(browser, { colorScheme: "dark" });
    const page = await profile.newPage();
    await visit(page, "/");
    expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe("dark");
    await profile.close();
  });

  it("refuses what an attacker would plant, and that is seen here", async () => {
    const profile = await newProfile(browser);
    const refused = await watch(profile);
    const page = await signInQuietly(profile, FOUNDER);
    await visit(page, "/companies");
    await page.evaluate(() => {
      const planted = document.createElement("div");
      planted.innerHTML =
        '<img src="https://evil.example/pixel.png"><img src="data:," onerror="window.planted = true"><iframe src="https://evil.example/"></iframe>';
      document.body.append(planted);
      document.body.append(Object.assign(document.createElement("base"), { href: "https://evil.example/" }));
    });
    const directives = (): string => [...new Set(refused.map((what) => what.split(":")[0]))].toSorted().join();
    await expect.poll(directives).toBe("base-uri,frame-src,img-src,script-src-attr");
    expect(await page.evaluate(() => "planted" in window)).toBe(false);
    await profile.close();
  });
});
