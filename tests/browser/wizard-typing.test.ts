import { randomUUID } from "node:crypto";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { newProfile, partOf, passOptionalParts, signIn } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const CSV = ["Email,First name", `grace-${RUN}@buyers.example,Grace`, `alan-${RUN}@buyers.example,Alan`].join("\r\n");
const FILE = { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };

/** The work of one person, counted: two hundred characters are typed in a minute, and two seconds go into each choice. */
class Typist {
  characters = 0;
  choices = 0;

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.characters += text.length;
    this.choices += 1;
  }
  async press(button: Locator): Promise<void> {
    await button.click();
    this.choices += 1;
  }
  async chooseFile(input: Locator, file: typeof FILE): Promise<void> {
    await input.setInputFiles(file);
    // The door, the file, and the button that closes the window of the system.
    this.choices += 3;
  }
  seconds(): number {
    return (this.characters * 60) / 200 + this.choices * 2;
  }
}

describe("the work of a founder who has a web address and a list", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it("is less than three minutes of typing and choosing, from the sign-in to a launch", async () => {
    const context = await newProfile(browser);
    const email = `quick-${RUN}@founders.example`;
    const typist = new Typist();
    // The address and the button of the sign-in.
    const page = await signIn(context, email);
    typist.characters += email.length;
    typist.choices += 2;
    await typist.press(page.getByRole("link", { name: "New company" }));
    await typist.type(page.getByLabel("Company name"), `Quick ${RUN}`);
    await typist.type(page.getByLabel("Website"), "engines.example");
    await typist.press(page.getByRole("button", { name: "Create company" }));
    await page.waitForURL("**/onboarding");

    // No website is public in here; what one says is tested in suggest-brand.
    const found = [
      { field: "company_name", value: "Analytical Engines", origin: "structured_data" },
      { field: "description", value: "Engines that compute and print tables without errors.", origin: "meta" },
      { field: "postal_address", value: "1 Engine Street\nLondon NW1\nUnited Kingdom", origin: "structured_data" },
    ];
    await page.route("**/api/onboarding/brand/auto-scrape", (route) =>
      route.fulfill({ json: { success: true, url: "https://engines.example/", suggestions: found } }),
    );
    const brand = partOf(page, "Company and sender");
    await typist.press(brand.getByRole("button", { name: "Read website" }));
    await typist.press(brand.getByRole("button", { name: "Use for the 2 empty answers" }));
    await expect
      .poll(() => brand.getByRole("textbox", { name: "Postal address" }).inputValue())
      .toContain("1 Engine Street");
    await typist.type(brand.getByLabel("Sender name"), "Ada Lovelace");
    await typist.type(brand.getByLabel("Sender email"), "ada@engines.example");
    await typist.press(brand.getByRole("button", { name: "Save and continue" }));

    const account = partOf(page, "Mail account");
    await typist.press(account.getByRole("button", { name: "Use the built-in test mailbox" }));
    await typist.press(account.getByRole("button", { name: "Save and continue" }));
    await passOptionalParts(page, (button) => typist.press(button));
    const schedule = partOf(page, "When to send");
    await schedule.getByLabel("Time zone").waitFor();
    await typist.press(schedule.getByRole("button", { name: "Save and continue" }));

    const leads = partOf(page, "Leads");
    await leads.getByText("Drop a CSV file here").waitFor();
    await typist.chooseFile(leads.getByLabel("CSV file with leads"), FILE);
    await typist.press(leads.getByRole("button", { name: "Import 2 leads" }));
    await leads.getByRole("status").filter({ hasText: "The leads are imported" }).waitFor();
    await typist.press(page.getByRole("region", { name: "Launch" }).getByRole("button", { name: "Launch" }));
    await page.waitForURL("**/launch");
    await page.getByRole("heading", { name: "Launched" }).waitFor({ timeout: 90_000 });
    expect(typist.characters).toBeGreaterThan(60);
    expect(typist.seconds()).toBeLessThan(180);
    await context.close();
  });
});
