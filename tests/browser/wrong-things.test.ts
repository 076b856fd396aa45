import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { errorOf, newProfile, partOf, settled, signIn, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const founderEmail = `owner-${RUN}@founders.example`;
const strangerEmail = `stranger-${RUN}@founders.example`;

describe("wrong things on the screens", () => {
  let browser: Browser;
  let founder: Founder;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(founderEmail)]);
  });
  afterAll(() => browser.close());

  it("leads who is not signed in to the sign-in page, and then to where they wanted to go", async () => {
    const context = await newProfile(browser);
    const page = await context.newPage();
    await page.goto("/companies/new?from=bookmark");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await page.getByLabel("Email").fill("nobody");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect.poll(() => errorOf(page, page.getByLabel("Email"))).toMatch(/Enter an email address/);

    await page.getByLabel("Email").fill(strangerEmail);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/companies/new?from=bookmark");
    await page.getByRole("heading", { name: "New company" }).waitFor();
    await context.close();
  });

  it.each(["//evil.example/companies", "https://evil.example/companies", "/\\evil.example/companies", "/api/health"])(
    "does not lead to %s after the sign-in",
    async (next) => {
      const context = await newProfile(browser);
      const page = await context.newPage();
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      const { origin } = new URL(page.url());
      await page.getByLabel("Email").fill(strangerEmail);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect.poll(() => page.url(), { timeout: 30_000 }).toBe(`${origin}/companies`);
      await context.close();
    },
  );

  it("signs out: the session is over for pages and API", async () => {
    const context = await newProfile(browser);
    const page = await signIn(context, strangerEmail);
    await page.getByRole("button", { name: `Account of ${strangerEmail}` }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto("/companies");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    expect((await context.request.get("/api/projects")).status()).toBe(401);
    await context.close();
  });

  it("tells a stranger the same about somebody's company as about one that never was", async () => {
    const { projectId } = await onboard(founder, { name: `Secret ${RUN}` });
    const context = await newProfile(browser);
    const page = await signInQuietly(context, strangerEmail);
    const seen = async (path: string): Promise<{ status: number | undefined; title: string; text: string }> => {
      const response = await page.goto(path);
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
      return { status: response?.status(), title: await page.title(), text: await page.locator("body").innerText() };
    };
    for (const part of ["", "/onboarding", "/launch", "/campaigns", "/leads", "/ledger", "/settings"]) {
      const theirs = await seen(`/companies/${projectId}${part}`);
      expect(theirs).toEqual(await seen(`/companies/${randomUUID()}${part}`));
      expect(await page.content()).not.toContain(`Secret ${RUN}`);
    }
    await context.close();
  });

  it("asks for the company's name beside its field, and creates nothing", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, strangerEmail);
    await page.goto("/companies/new");
    await page.getByLabel("What does it do?").fill("Something");
    await page.getByRole("button", { name: "Create company" }).click();
    const name = page.getByLabel("Company name");
    await expect.poll(() => errorOf(page, name)).toBe("Give your company a name");
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await page.goto("/companies");
    await page.getByRole("heading", { name: "Create your first company" }).waitFor();
    await context.close();
  });

  it("says that Greenlight cannot be reached, keeps what was typed, and creates the company once it can", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, `offline-${RUN}@founders.example`);
    await page.goto("/companies/new");
    await page.route("**/api/projects", (route) => route.abort("connectionrefused"));
    await page.getByLabel("Company name").fill("Northwind");
    await page.getByLabel("What does it do?").fill("Bread before eight.");
    await page.getByRole("button", { name: "Create company" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "The company was not created" });
    await expect.poll(() => alert.innerText()).toMatch(/could not be reached.*try again/);
    expect(await page.getByLabel("Company name").inputValue()).toBe("Northwind");
    expect(await page.getByLabel("What does it do?").inputValue()).toBe("Bread before eight.");

    await page.unroute("**/api/projects");
    await page.getByRole("button", { name: "Create company" }).click();
    await page.waitForURL("**/onboarding");
    await context.close();
  });

  it("keeps a part of the onboarding that could not be saved, and says why", async () => {
    const { projectId } = await onboard(founder, { name: "Half written" });
    const context = await newProfile(browser);
    const page = await signInQuietly(context, founderEmail);
    await page.goto(`/companies/${projectId}/onboarding?step=brand`);
    const brand = partOf(page, "Company and sender");
    await page.route("**/api/onboarding/brand", (route) =>
      route.fulfill({ status: 502, body: "<h1>Bad gateway</h1>" }),
    );
    await brand.getByLabel("Sender name").fill("Charles Babbage");
    await brand.getByRole("button", { name: "Save and continue" }).click();
    const alert = brand.getByRole("alert");
    await expect.poll(() => alert.innerText()).toMatch(/not saved[\s\S]*error \(502\)/);
    expect(await brand.getByLabel("Sender name").inputValue()).toBe("Charles Babbage");
    await context.close();
  });

  it("says on the dashboard that the numbers could not be loaded, and tries again when asked", async () => {
    const { projectId } = await onboard(founder, { name: "No numbers" });
    const context = await newProfile(browser);
    const page = await signInQuietly(context, founderEmail);
    await page.route("**/api/dashboard/aggregate?**", (route) => route.abort("connectionrefused"));
    await page.goto(`/companies/${projectId}/dashboard`);
    await settled(page);
    // The first numbers come with the page; those of another time are asked for.
    await page.getByText("7 days", { exact: true }).first().click();
    const alert = page.getByRole("alert").filter({ hasText: "The numbers could not be loaded" });
    await expect.poll(() => alert.innerText(), { timeout: 20_000 }).toMatch(/could not be reached/);
    await page.unroute("**/api/dashboard/aggregate?**");
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("region", { name: "Key figures" }).waitFor();
    await settled(page);
    await context.close();
  });
});
