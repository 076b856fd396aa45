import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { errorOf, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `writer-${randomUUID().slice(0, 8)}@founders.example`;

describe("the sequence editor", () => {
  let browser: Browser;
  let founder: Founder;
  let context: BrowserContext;
  let company: Company;
  let campaign: string;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    [context, company] = await Promise.all([newProfile(browser), onboard(founder, { name: "Written Works" })]);
    const { workspaceId: workspace_id } = company;
    await founder.post("/api/leads", { workspace_id, email: "unnamed@buyers.example", company: "Buyer & Sons" });
    campaign = (await founder.post<{ id: string }>("/api/campaigns", { workspace_id, name: "Spring" })).body.id;
    page = await signInQuietly(context, EMAIL);
  });
  afterAll(() => browser.close());

  async function open(tab: Page): Promise<Page> {
    await tab.goto(`/companies/${company.projectId}/campaigns/${campaign}/sequence`);
    await settled(tab);
    return tab;
  }
  const textOf = (tab: Page): Locator =>
    tab.getByRole("group", { name: "Text of email 1" }).getByLabel("Text", { exact: true });
  const previewOf = (tab: Page): Locator => tab.getByRole("region", { name: "Preview" });
  const save = (tab: Page): Promise<void> => tab.getByRole("button", { name: "Save sequence" }).click();
  const savedText = async (): Promise<string | undefined> => {
    const path = `/api/campaigns/${campaign}/sequence?workspace_id=${company.workspaceId}`;
    return (await founder.get<{ steps: { body: string }[] }>(path)).body.steps[0]?.body;
  };

  it("shows an exact text as the lead gets it, as text and as HTML, and says which variable has no value", async () => {
    await open(page);
    await page.getByRole("radiogroup", { name: "How email 1 is written" }).getByText("Exactly this text").click();
    await page.getByLabel("Subject", { exact: true }).fill("A question about {{company|your company}}");
    await textOf(page).fill("Hello {{first_name}},\n\nshall we talk?");
    const preview = previewOf(page);
    const refused = preview.getByRole("alert").filter({ hasText: "This lead would not get it" });
    await expect.poll(() => refused.innerText()).toContain("first_name");

    await textOf(page).fill("Hello {{first_name|there}},\n\nshall we talk?");
    const shown = preview.locator("[data-part=text]");
    await expect
      .poll(() => shown.innerText())
      .toMatch(/^Hello there,\s+shall we talk\?[\s\S]+Ada Lovelace[\s\S]+Unsubscribe:/);
    expect(await refused.count()).toBe(0);
    expect(await preview.locator("dd").allInnerTexts()).toEqual([
      "Ada Lovelace <ada@engines.example>",
      "unnamed@buyers.example",
      "A question about Buyer & Sons",
    ]);
    await preview.getByText("HTML", { exact: true }).click();
    const html = await preview.getByTitle("The email as HTML").getAttribute("srcdoc");
    expect(html).toContain("Hello there,");
    await preview.getByText("Text", { exact: true }).click();
  });

  it("refuses a variable that nothing fills in, beside its field, and saves nothing", async () => {
    await textOf(page).fill("Hello {{nickname}}");
    await save(page);
    await expect.poll(() => errorOf(page, textOf(page))).toContain("nickname");
    expect(await savedText()).toBe("");
  });

  it("saves the text, which is there after a reload", async () => {
    await textOf(page).fill("Hello {{first_name|there}},\n\nshall we talk?");
    await save(page);
    await page.getByText("Saved the sequence").waitFor();
    await open(page);
    expect(await textOf(page).inputValue()).toBe("Hello {{first_name|there}},\n\nshall we talk?");
    expect(await page.getByRole("button", { name: "Save sequence" }).isDisabled()).toBe(true);
  });

  it("of two tabs the second to save sees the other's emails, and keeps its own or takes theirs", async () => {
    const other = await open(await context.newPage());
    const later = async (tab: Page, text: string): Promise<void> => {
      await textOf(tab).fill(text);
      await save(tab);
    };
    await later(other, "Hello from the other tab.");
    await other.getByText("Saved the sequence").waitFor();
    await later(page, "Hello from this tab.");
    const conflict = page.getByRole("alert").filter({ hasText: "changed this sequence while you were editing" });
    await conflict.getByText("Email 1: A question about {{company|your company}}").waitFor();
    expect(await savedText()).toBe("Hello from the other tab.");
    await conflict.getByRole("button", { name: "Keep my sequence" }).click();
    await save(page);
    await expect.poll(savedText).toBe("Hello from this tab.");

    await later(other, "Hello once more.");
    const theirs = other.getByRole("alert").filter({ hasText: "changed this sequence while you were editing" });
    await theirs.getByRole("button", { name: "Take their sequence" }).click();
    await expect.poll(() => textOf(other).inputValue()).toBe("Hello from this tab.");
    expect(await savedText()).toBe("Hello from this tab.");
    await other.close();
  });
});
