import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { startProduct, type Product } from "../support/product";

const OFF = {
  FEATURE_PROJECT_EVENTS: "false",
  FEATURE_PROJECT_INTEGRATIONS: "false",
  FEATURE_PROJECT_KPI_INGESTION: "false",
};
const EMAIL = "founder@demo.local";

describe("a product with everything switched off that can be", () => {
  let product: Product;
  let url: string;
  let browser: Browser;
  let headers: Record<string, string>;
  let company: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ ...OFF, N8N_MODE: "off" }), launchChromium()]);
    ({ url } = await product.runtime());
    const json = { "content-type": "application/json" };
    const send = async <T>(path: string, body: object, more = {}): Promise<T> => {
      const init = { method: "POST", headers: { ...json, ...more }, body: JSON.stringify(body) };
      return (await (await fetch(url + path, init)).json()) as T;
    };
    const { token } = await send<{ token: string }>("/api/local/sign-in", { email: EMAIL });
    headers = { authorization: `Bearer ${token}` };
    company = (await send<{ id: string }>("/api/projects", { name: "Hidden Works" }, headers)).id;
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const ask = async (path: string, init: RequestInit = { headers }): Promise<[number, unknown]> => {
    const response = await fetch(url + path, { redirect: "manual", ...init });
    const text = await response.text();
    return [response.status, text.startsWith("{") ? (JSON.parse(text) as { code?: string }).code : undefined];
  };

  it("answers at hidden addresses what it answers at those that nobody has", async () => {
    const nowhere = [404, "route.not_found"];
    expect(await ask("/api/nowhere")).toEqual(nowhere);
    for (const path of ["events", "events/stream", "integrations", "integrations/resend", "kpis", "keys"])
      expect(await ask(`/api/projects/${company}/${path}`), path).toEqual(nowhere);
    const website = { method: "POST", headers: { "x-project-key": "gpk_any" }, body: "{}" };
    for (const path of ["analytics/events", "payments/events"])
      expect(await ask(`/api/projects/${company}/${path}`, website), path).toEqual(nowhere);
    expect(await ask("/g.js", {})).toEqual(nowhere);
    expect((await ask(`/api/projects/${company}`))[0]).toBe(200);
  });

  it("shows no screen of them, and no page asks for what is hidden", async () => {
    const context = await browser.newContext({ baseURL: url });
    await context.request.post("/api/local/sign-in", { data: { email: EMAIL } });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("response", (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
    page.on("pageerror", (error) => wrong.push(error.message));
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await visit(page, `/companies/${company}`, "Hidden Works");
    for (const name of ["Live activity", "Website and payments"])
      expect(await page.getByRole("heading", { name }).count(), name).toBe(0);
    expect(await page.getByText(/^Live$|Reconnecting/).count()).toBe(0);
    expect(await page.locator('a[href$="/ledger"]').count()).toBe(0);
    for (const name of ["Campaigns", "Members", "Launch"]) await visit(page, `/companies/${company}/${name}`, name);
    await visit(page, `/companies/${company}/ledger`, "There is nothing here");
    await visit(page, `/companies/${company}/settings`, "Settings");
    await page.getByRole("button", { name: "New key…" }).click();
    await page.getByRole("dialog").getByLabel("Custom").check();
    await page.getByLabel("Read the dashboard and the costs").waitFor();
    expect(await page.getByLabel(/ledger|integrations/).count()).toBe(0);
    expect(asked.filter((path) => /\/(events\/stream|kpis|integrations)/.test(path))).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });
});

async function visit(page: Page, path: string, title: string): Promise<void> {
  await page.goto(path.toLowerCase());
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}
