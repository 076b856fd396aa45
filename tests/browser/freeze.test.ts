import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const EMAIL = `frozen-${RUN}@founders.example`;
const REASON = `Recipients complained (${RUN}). Send us your list's source.`;

describe("a freeze on the founder's screens", () => {
  let browser: Browser;
  let admin: Founder;
  let context: BrowserContext;
  let page: Page;
  let company: { id: string; workspace_id: string };

  const freeze = () =>
    admin.post("/api/admin/freeze-workspace", { workspace_id: company.workspace_id, reason: REASON });
  const unfreeze = () =>
    admin.call("DELETE", "/api/admin/freeze-workspace", { workspace_id: company.workspace_id, reason: "Cleared up." });

  beforeAll(async () => {
    const [opened, founder, operator] = await Promise.all([
      launchChromium(),
      Founder.signIn(EMAIL),
      Founder.signIn("admin@demo.local"),
    ]);
    [browser, admin] = [opened, operator];
    company = (await founder.post<typeof company>("/api/projects", { name: `Cold Engines ${RUN}` })).body;
    context = await newProfile(browser);
    page = await signInQuietly(context, EMAIL);
  });
  afterAll(() => browser.close());

  it("the open dashboard shows the banner with the reason at once", async () => {
    await page.goto(`/companies/${company.id}`);
    await settled(page);
    expect((await freeze()).status).toBe(202);
    await page.waitForURL(`**/frozen/${company.id}`, { timeout: 10_000 });
    await page.getByText(`Cold Engines ${RUN} is frozen`).waitFor();
    await page.getByText("An approved action that was not begun is held.").waitFor();
    expect(await page.getByTestId("freeze-reason").innerText()).toBe(REASON);
    await expectAccessible(page);
  });

  it("every page of the company leads there, and the list of companies says why", async () => {
    const other = await context.newPage();
    for (const part of ["", "/leads", "/members", "/settings"]) {
      await other.goto(`/companies/${company.id}${part}`);
      await other.getByTestId("freeze-reason").waitFor();
      expect(new URL(other.url()).pathname).toBe(`/frozen/${company.id}`);
    }
    await other.goto("/companies");
    const card = other.getByRole("link", { name: new RegExp(`Cold Engines ${RUN}`) });
    await expect.poll(() => card.innerText()).toContain(REASON);
    expect(await card.getByText("Frozen", { exact: true }).count()).toBe(1);
    await expectAccessible(other);
    await other.close();
  });

  it("a stranger learns nothing of it", async () => {
    const strange = await newProfile(browser);
    const theirs = await signInQuietly(strange, `stranger-${RUN}@founders.example`);
    await theirs.goto(`/frozen/${company.id}`);
    await theirs.getByRole("heading", { name: "There is nothing here" }).waitFor();
    expect(await theirs.content()).not.toContain(RUN);
    await strange.close();
  });

  it("when the freeze is lifted the page goes back to the dashboard by itself", async () => {
    expect((await unfreeze()).status).toBe(200);
    await page.waitForURL(`**/companies/${company.id}`, { timeout: 15_000 });
    await settled(page);
    await page.getByRole("link", { name: "Today" }).waitFor();
  });

  it("a page that hears nothing goes there with the first thing one does", async () => {
    await page.route("**/events/stream**", (route) => route.abort());
    await page.goto(`/companies/${company.id}/members`);
    await settled(page);
    await freeze();
    await page.getByLabel("Email").fill(`friend-${RUN}@founders.example`);
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.waitForURL(`**/frozen/${company.id}`, { timeout: 10_000 });
    await page.getByTestId("freeze-reason").waitFor();
    expect((await unfreeze()).status).toBe(200);
    await page.waitForURL(`**/companies/${company.id}`, { timeout: 15_000 });
  });
});
