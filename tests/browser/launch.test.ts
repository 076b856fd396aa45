import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, launch, ledgerOf, onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { newProfile, partOf, signInQuietly } from "./visitor";

const EMAIL = `launcher-${randomUUID().slice(0, 8)}@founders.example`;

describe("launching on the screens", () => {
  let browser: Browser;
  let founder: Founder;
  let launched: Company;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
  });
  afterAll(() => browser.close());

  it("lists what is missing, each with the way to its part, and starts nothing", async () => {
    const { body } = await founder.post<{ id: string; workspace_id: string }>("/api/projects", { name: "Not yet" });
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${body.id}/launch`);
    await page.getByText("Before you can launch:").waitFor();
    expect(await page.getByRole("button", { name: "Launch", exact: true }).isDisabled()).toBe(true);
    const ways = page.getByRole("link", { name: /^Fill this in:/ });
    expect(await ways.count()).toBeGreaterThan(4);

    await page.getByRole("link", { name: /postal address/ }).click();
    await partOf(page, "Company and sender").getByLabel("Postal address").waitFor();
    await page.goBack();
    await page.getByRole("link", { name: /Import at least one lead/ }).click();
    await partOf(page, "Leads").getByText("Drop a CSV file here").waitFor();
    await page
      .getByRole("region", { name: "Launch" })
      .getByRole("button", { name: /When to send/ })
      .click();
    await partOf(page, "When to send").getByLabel("Time zone").waitFor();

    const refused = await launch(founder, { workspaceId: body.workspace_id, projectId: body.id });
    expect(refused).toMatchObject({ status: 422, body: { missing: expect.any(Array) } });
    await context.close();
  });

  it("says what has gone missing since the page was opened", async () => {
    const company = await onboard(founder, { name: "Left behind" });
    await importCsv(founder, company, 1);
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${company.projectId}/launch`);
    await page.getByRole("link", { name: /^Change this: Nothing reaches people/ }).waitFor();
    const research = page.getByRole("link", { name: /^Change this: Research .+ without Google search, Apify and/ });
    expect(await research.getAttribute("href")).toMatch(/\/onboarding\?step=research$/);
    const missing = [{ field: "leads", step: "leads", message: "Import at least one lead." }];
    await page.route("**/api/onboarding/launch", (route) =>
      route.fulfill({ status: 422, json: { error: "Something is missing.", code: "ignition.not_ready", missing } }),
    );
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    const hint = page.getByRole("link", { name: "Fill this in: Import at least one lead." });
    await expect.poll(() => hint.count(), { timeout: 30_000 }).toBe(1);
    await context.close();
  });

  it("starts one launch when two tabs press at once; both see it through, and a third finds it done", async () => {
    const company = await onboard(founder, { name: "Two tabs" });
    await importCsv(founder, company, 2);
    const context = await newProfile(browser);
    const path = `/companies/${company.projectId}/launch`;
    const tabs = [await signInQuietly(context, EMAIL), await context.newPage()];
    for (const tab of tabs) await tab.goto(path);
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Launch", exact: true }).click()));
    for (const tab of tabs) {
      await tab.getByRole("heading", { name: "Launched" }).waitFor({ timeout: 90_000 });
      const steps = tab.getByRole("region", { name: "Steps of the launch, 7 of 7 done" });
      expect(await steps.getByRole("listitem").count()).toBe(7);
      expect(await tab.getByText("The launch was not started").count()).toBe(0);
    }
    const lines = await ledgerOf(founder, company);
    expect(lines.filter(({ type }) => type === "ignition.started")).toHaveLength(1);

    const third = await context.newPage();
    await third.goto(path);
    await third.getByRole("heading", { name: "Launched" }).waitFor();
    expect(await third.getByRole("button", { name: "Launch", exact: true }).count()).toBe(0);
    launched = company;
    await context.close();
  });

  it("says by which way campaign emails leave and why, and has the workflows follow another choice", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${launched.projectId}/settings`);
    const card = page.getByRole("region", { name: "How campaign emails leave" });
    await card.getByText(/^They leave from the machine that runs the workflows\. .+\.$/).waitFor();
    const [automatic, gateway] = [/^Automatic/, /^By Greenlight’s gateway/].map((name) =>
      card.getByRole("radio", { name }),
    );
    await expect.poll(() => automatic?.isChecked()).toBe(true);
    await gateway?.click();
    const words = "They leave by Greenlight’s gateway, with your own mail account. It was chosen by hand.";
    await card.getByText(words).waitFor({ timeout: 120_000 });
    await page.reload();
    await card.getByText(words).waitFor();
    await expect.poll(() => gateway?.isChecked()).toBe(true);
    await context.close();
  });

  it("lists what a failed launch left behind, and tries the clean-up again at a press", async () => {
    const company = await onboard(founder, { name: "Leftovers" });
    await importCsv(founder, company, 1);
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${company.projectId}/launch`);
    await page.getByRole("button", { name: "Launch", exact: true }).waitFor();
    const ended = {
      status: "failed",
      steps: [],
      error: { message: "The machine did not answer.", code: "sidecar.silent", step: null, advice: null },
      rollback_success: false,
      left: [
        {
          step: "provision_instance",
          title: "A place",
          words: "The machine may still run.",
          error: "digitalocean: 500",
        },
      ],
      campaign_id: null,
      started_at: "2026-11-30T09:00:00Z",
      completed_at: "2026-11-30T09:05:00Z",
    };
    let state: object = ended;
    await page.route("**/api/onboarding/ignition-status*", (route) => route.fulfill({ json: state }));
    await page.route("**/api/onboarding/launch", (route) =>
      route.fulfill({ status: 202, json: { success: true, state: "pending" } }),
    );
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    const failure = page.getByRole("alert").filter({ hasText: "The launch did not succeed" });
    await failure.getByText("The machine did not answer.").waitFor();
    await failure.getByText("A place: The machine may still run.", { exact: false }).waitFor();
    await failure.getByText("It was said: digitalocean: 500").waitFor();

    const asked: unknown[] = [];
    await page.route("**/api/onboarding/clean-up", (route) => {
      asked.push(route.request().postDataJSON());
      state = { ...ended, rollback_success: true, left: [] };
      return route.fulfill({ status: 202, json: { success: true } });
    });
    await failure.getByRole("button", { name: "Try the clean-up again" }).click();
    await failure.getByText("Everything it had made was undone.").waitFor();
    expect(asked).toEqual([{ workspace_id: company.workspaceId }]);
    await context.close();
  });

  it("imports 10,000 rows with progress, and the same file again adds nobody", async () => {
    const company = await onboard(founder, { name: "Many leads" });
    const rows = Array.from({ length: 10_000 }, (_, index) => `buyer${index}@many.example,Buyer,${index}`);
    const file = {
      name: "many.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["email,first name,last name", ...rows].join("\n")),
    };
    const context = await newProfile(browser);
    const page = await signInQuietly(context, EMAIL);
    await page.goto(`/companies/${company.projectId}/leads`);
    for (const answer of [/10,000 new\./, /10,000 already known and unchanged/]) {
      await page.getByRole("button", { name: "Import CSV" }).click();
      const drawer = page.getByRole("dialog", { name: "Import leads from CSV" });
      await drawer.getByLabel("CSV file with leads").setInputFiles(file);
      await drawer.getByRole("button", { name: "Import 10000 leads" }).click();
      await drawer.getByRole("progressbar", { name: "Importing many.csv" }).waitFor();
      await expect.poll(() => drawer.getByText(answer).count(), { timeout: 60_000 }).toBe(1);
      await drawer.getByRole("button", { name: "Close" }).click();
      await drawer.waitFor({ state: "hidden" });
    }
    const lines = (await ledgerOf(founder, company)).filter(({ type }) => type === "leads.imported");
    expect(lines.map(({ message }) => message)).toContainEqual(expect.stringContaining("10,000"));
    await context.close();
  });
});
