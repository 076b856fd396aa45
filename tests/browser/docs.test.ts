import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestOf, wordsOf } from "../lib/http/openapi/run-command";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { accessibilityOf, complaintsOf, expectAccessible, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `reader-${randomUUID().slice(0, 8)}@founders.example`;
const JAVASCRIPT_LIMIT = 250_000;
const EXAMPLE_IDS = "Example IDs";

describe("the API's documentation", () => {
  let browser: Browser;
  let founder: Founder;
  let companies: { id: string; workspace_id: string; name: string }[];

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    companies = [];
    for (const name of ["Difference Engines", "Analytical Engines"])
      companies.push((await founder.post<(typeof companies)[number]>("/api/projects", { name })).body);
  });
  afterAll(() => browser.close());

  const commandOf = (page: Page, operation: string): Promise<string> =>
    page.locator(`#${operation} figure pre`).first().innerText();

  it("is public, in light and dark and on a phone, and loads nothing from elsewhere", async () => {
    const context = await newProfile(browser);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    const response = await page.goto("/docs/api");
    expect(response?.status()).toBe(200);
    await settled(page);
    await page.getByText(EXAMPLE_IDS).waitFor();
    await expectAccessible(page);
    expect(await ownScriptsOf(page, (await response?.text()) ?? "")).toBeLessThanOrEqual(JAVASCRIPT_LIMIT);
    expect([...new Set(asked)]).toEqual([new URL(page.url()).origin]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("holds the ids of the company that the reader came from; its command, copied, works", async () => {
    const [, company] = companies;
    const context = await newProfile(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${company?.id}/settings`);
    await page.getByRole("link", { name: "How to report events" }).click();
    await page.getByText(`The commands use the IDs of ${company?.name}`).waitFor();
    expect(new URL(page.url()).pathname).toBe("/docs/api/events");
    const events = page.locator("#post-events");
    const command = await commandOf(page, "post-events");
    const button = events.locator("figure button").first();
    expect(await button.getAttribute("aria-label")).toBe("Copy the command: One event");
    // A click before the page has come alive copies nothing.
    const copied = async (): Promise<string> => {
      await button.click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await expect.poll(copied, { timeout: 30_000 }).toBe(command);
    expect(command).toContain(company?.workspace_id);

    const rotated = await founder.post<{ token: string }>(`/api/workspaces/${company?.workspace_id}/webhook-token`, {});
    const words = await wordsOf(command, { GREENLIGHT_TOKEN: rotated.body.token });
    const answer = await fetch(requestOf(words, ""));
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 200, body: { ok: true } });
    await context.close();
  });

  it("ignores a company of another person", async () => {
    const stranger = await Founder.signIn(`other-${randomUUID().slice(0, 8)}@founders.example`);
    const theirs = await stranger.post<{ id: string; workspace_id: string }>("/api/projects", { name: "Elsewhere" });
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/docs/api?company=${theirs.body.id}`);
    await settled(page);
    expect(await page.content()).not.toContain(theirs.body.workspace_id);
    await page.getByText("The commands use the IDs of Difference Engines").waitFor();
    await context.close();
  });

  it("leads from the contents to each operation, by keyboard too", async () => {
    const context = await newProfile(browser, { viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto("/docs/api");
    await page.getByText("Contents", { exact: true }).press("Enter");
    await page.getByLabel("Contents, folded").getByRole("link", { name: "Website and payments" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Website and payments" }).waitFor();
    await page.getByText("Contents", { exact: true }).press("Enter");
    await page.getByRole("link", { name: "Report payments and subscriptions" }).first().press("Enter");
    const operation = page.locator("#post-projects-project-id-payments-events");
    await expect
      .poll(() => operation.evaluate((element) => Math.abs(element.getBoundingClientRect().top)))
      .toBeLessThan(60);
    await context.close();
  });

  it("finds a topic by its usual name", async () => {
    const context = await newProfile(browser);
    const page = await context.newPage();
    await page.goto("/docs/api");
    const search = page.getByLabel("Search the API documentation");
    const result = page.getByRole("search").getByRole("link", { name: "Rate limits" });
    // Typing before the page has come alive finds nothing.
    const found = async (): Promise<number> => {
      await search.fill("");
      await search.fill("rate limits");
      return result.count();
    };
    await expect.poll(found, { timeout: 30_000 }).toBe(1);
    await result.click();
    await page.getByRole("heading", { level: 1, name: "Rate limits" }).waitFor();
    expect(await accessibilityOf(page)).toEqual([]);
    await context.close();
  });

  it("sends an operation with the reader's own session and shows the answer", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto("/docs/api/companies");
    const operation = page.locator("#get-projects");
    await operation.getByText("Try it", { exact: true }).click();
    const answer = operation.getByText("Response, 200").last();
    const send = async (): Promise<boolean> => {
      await operation.getByRole("button", { name: "Send" }).click();
      return operation.getByText("Difference Engines").last().isVisible();
    };
    await expect.poll(send, { timeout: 30_000 }).toBe(true);
    await answer.waitFor();
    await context.close();
  });
});

/** Bytes of the scripts that the page itself names, as they were sent. */
async function ownScriptsOf(page: Page, html: string): Promise<number> {
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map((entry) => ({ path: new URL(entry.name).pathname, ...(entry.toJSON() as { encodedBodySize: number }) })),
  );
  return loaded
    .filter(({ path }) => path.endsWith(".js") && html.includes(path))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}
