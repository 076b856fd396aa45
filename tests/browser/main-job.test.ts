import { randomUUID } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { productRuntime } from "../support/founder";
import { waitFor } from "../support/wait-for";
import { errorOf, newProfile, partOf, passOptionalParts, settled, signIn } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const addressOf = (name: string): string => `${name}-${RUN}@buyers.example`;
const BUYERS = ["grace", "alan", "barbara", "edsger"];

/** As a German spreadsheet writes it, with a row without an address and a person who is in it twice. */
const CSV = [
  "\uFEFFE-Mail-Adresse;Vorname;Nachname;Firma;Berufsbezeichnung;Region",
  ...BUYERS.map((name) => `${addressOf(name)};${name};Buyer;"Buyer; ${name}";Head of Operations;North`),
  "not an address;Nobody;Buyer;Nowhere;None;South",
  `${addressOf("grace").toUpperCase()};Grace;Buyer;Buyer;Head of Operations;North`,
].join("\r\n");

type Kept = { mail: ParsedMail; to: string; at: number };

/** The mails of this run in the built-in test mailbox. */
async function outbox(): Promise<Kept[]> {
  const { outboxDir } = await productRuntime();
  const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(
    files.map(async (name) => {
      const file = join(outboxDir, name);
      const mail = await simpleParser(await readFile(file));
      const { text } = Array.isArray(mail.to) ? mail.to[0]! : mail.to!;
      return { mail, to: text, at: (await stat(file)).mtimeMs };
    }),
  );
  return mails.filter(({ to }) => to.includes(RUN));
}

/** From the sign-in page to a recipient who opted out, with nothing but what is on the screen. */
describe("the main job, on the screens", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let company: string;

  beforeAll(async () => {
    browser = await launchChromium();
    context = await newProfile(browser);
  });
  afterAll(() => browser.close());

  it("signs in and creates a company", async () => {
    page = await signIn(context, `ada-${RUN}@founders.example`);
    await page.getByRole("link", { name: "New company" }).click();
    await page.getByLabel("Company name").fill("Analytical Engines");
    await page.getByLabel("What does it do?").fill("We build engines that compute and print tables without errors.");
    await page.getByLabel("Website").fill("engines.example");
    await page.getByRole("button", { name: "Create company" }).click();
    await page.waitForURL("**/onboarding");
    company = page.url().replace("/onboarding", "");
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).allInnerTexts(), { timeout: 30_000 })
      .toEqual(["Onboarding"]);
  });

  it("says beside the field that the postal address is missing, and saves nothing", async () => {
    const brand = partOf(page, "Company and sender");
    expect(await brand.getByLabel("Company name").inputValue()).toBe("Analytical Engines");
    await brand.getByLabel("Services").fill("Table printing\nEngine maintenance");
    await brand.getByLabel("Sender name").fill("Ada Lovelace");
    await brand.getByLabel("Sender email").fill("ada@engines.example");
    await brand.getByRole("button", { name: "Save and continue" }).click();
    const address = brand.getByLabel("Postal address");
    await expect.poll(() => errorOf(page, address)).toMatch(/street, place and country/);
    expect(await address.getAttribute("aria-invalid")).toBe("true");

    await page.reload();
    await brand.getByText("Not saved yet. Your draft is kept.").waitFor();
    await expect.poll(() => brand.getByLabel("Sender name").inputValue()).toBe("Ada Lovelace");
  });

  it("saves each part at once, and keeps it when the page is reloaded in the middle", async () => {
    const brand = partOf(page, "Company and sender");
    await brand.getByLabel("Services").fill("Table printing\nEngine maintenance");
    await brand.getByLabel("Sender name").fill("Ada Lovelace");
    await brand.getByLabel("Sender email").fill("ada@engines.example");
    await brand.getByLabel("Postal address").fill("1 Engine Street\nLondon NW1, United Kingdom");
    await brand.getByRole("button", { name: "Save and continue" }).click();

    const account = partOf(page, "Mail account");
    await account.getByRole("button", { name: "Use the built-in test mailbox" }).click();
    await account.getByRole("button", { name: "Save and continue" }).click();
    await passOptionalParts(page);
    await partOf(page, "When to send").getByLabel("Time zone").waitFor();

    await page.reload();
    await partOf(page, "When to send").getByLabel("Time zone").waitFor();
    await page.getByRole("button", { name: "Mail account (complete)" }).waitFor();
    await page.getByRole("button", { name: "Company and sender (complete)" }).click();
    const kept = partOf(page, "Company and sender");
    expect(await kept.getByLabel("Sender name").inputValue()).toBe("Ada Lovelace");
    expect(await kept.getByLabel("Postal address").inputValue()).toContain("1 Engine Street");
  });

  it("takes a time zone and a window of all days, around the clock", async () => {
    await page.getByRole("button", { name: /^When to send/ }).click();
    const schedule = partOf(page, "When to send");
    await schedule.getByLabel("Time zone").selectOption("Europe/London");
    for (const day of ["Sat", "Sun"]) await schedule.getByText(day, { exact: true }).click();
    await schedule.getByLabel("From", { exact: true }).fill("00:00");
    await schedule.getByLabel("Until", { exact: true }).fill("00:00");
    await schedule.getByRole("button", { name: "Save and continue" }).click();
    await expect
      .poll(() => page.getByRole("button", { name: "When to send (complete)" }).count(), { timeout: 30_000 })
      .toBe(1);
    await page.goto(`${company}/onboarding?step=infrastructure`);
    const kept = partOf(page, "When to send");
    expect(await kept.getByLabel("Time zone").inputValue()).toBe("Europe/London");
    expect(await kept.getByLabel("From", { exact: true }).inputValue()).toBe("00:00");
    expect(await kept.getByRole("checkbox", { checked: true }).count()).toBe(7);
    await page.goto(`${company}/onboarding?step=leads`);
  });

  it("shows how a file of odd columns is read, imports it and names the row it could not take", async () => {
    const leads = partOf(page, "Leads");
    const file = { name: "käufer.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };
    await leads.getByLabel("CSV file with leads").setInputFiles(file);
    const target = (column: string) => leads.getByLabel(`Where the column ${column} goes`).inputValue();
    expect(await target("E-Mail-Adresse")).toBe("email");
    expect(await target("Vorname")).toBe("first_name");
    expect(await target("Firma")).toBe("company");
    expect(await target("Region")).toBe("location");
    await leads.getByText("6 rows, 1 of them will be skipped").waitFor();

    await leads.getByRole("button", { name: "Import 5 leads" }).click();
    const result = leads.getByRole("status").filter({ hasText: "The leads are imported" });
    await expect
      .poll(() => result.innerText())
      .toMatch(/4 new, 1 already known and unchanged, or twice in the file, 1 with a problem/);
    const refused = leads.getByRole("table").getByRole("row").nth(1);
    expect(await refused.innerText()).toMatch(/^6\s+E-Mail-Adresse\s+.*address/);
  });

  it("launches: every step appears and is done", async () => {
    await page.getByRole("region", { name: "Launch" }).getByRole("button", { name: "Launch" }).click();
    await page.waitForURL("**/launch");
    const steps = page.getByRole("region", { name: /^Steps of the launch/ });
    await steps.getByText("Running").first().waitFor();
    await page.getByRole("heading", { name: "Launched" }).waitFor({ timeout: 90_000 });
    const lines = await steps.getByRole("listitem").allInnerTexts();
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/Done( · [\d.]+ (s|min))?$/m);
  });

  /** Reads the first draft, edits it, approves it by its key and the rest by the button; answers what was shown. */
  async function readAndApprove(campaign: Page): Promise<{ to: string; text: string; html: string }> {
    await campaign.getByRole("link", { name: "Review drafts" }).click();
    await campaign.waitForURL("**/drafts");
    await campaign.getByLabel("Email", { exact: true }).selectOption("1");
    await campaign.waitForURL("**/drafts?step=1");
    const list = campaign.getByRole("list", { name: "Drafts" });
    await expect.poll(() => list.getByRole("listitem").count()).toBe(BUYERS.length);
    await campaign.keyboard.press("e");
    await campaign.getByLabel("Subject").fill("Tables without errors");
    await campaign.getByLabel("Text", { exact: true }).fill("Hello,\n\nshall we talk about tables?\n\nAda");
    await campaign.getByRole("button", { name: "Save" }).click();
    await campaign.getByRole("heading", { name: "Tables without errors" }).waitFor();
    const shown = campaign.locator("[data-part=text]");
    await expect.poll(() => shown.innerText()).toContain("shall we talk about tables?");
    const [to, text] = [await campaign.locator("dd").nth(1).innerText(), await shown.innerText()];
    await campaign.getByText("HTML", { exact: true }).click();
    const frame = campaign.getByTitle("The email as HTML");
    const html = ((await frame.getAttribute("srcdoc")) ?? "").replace(/^.*?<body[^>]*>|<\/body>.*$/gs, "");
    await campaign.keyboard.press("a");
    await campaign.getByText("Approved 1 email").waitFor();
    await campaign.getByRole("button", { name: `Approve all ${BUYERS.length - 1} shown` }).click();
    await campaign.getByText("No email waits for you").waitFor();
    await campaign.locator("main a").first().click();
    await campaign.waitForURL(/campaigns\/[0-9a-f-]+$/);
    return { to: /<(.+)>/.exec(to)?.[1] ?? to, text: text.trim(), html };
  }

  it("drafts and sends on Run now, and the dashboard shows it within 5 s without a reload", async () => {
    await page.goto(`${company}/dashboard`);
    await settled(page);
    await page.getByRole("status").getByText("Live").waitFor();
    const loaded = await page.evaluate(() => performance.timeOrigin);
    const campaign = await context.newPage();
    await campaign.goto(`${company}/campaigns`);
    await campaign.getByRole("link", { name: /Active/ }).click();
    await campaign.waitForURL("**/campaigns/*");
    const step = campaign.getByRole("row", { name: /^Email 1/ });
    await campaign.getByRole("button", { name: "Run now: Email preparation" }).click();
    // The schedule may be faster than the button.
    const prepared = async (): Promise<number> => {
      const [waiting] = await step
        .getByRole("cell")
        .allInnerTexts()
        .then((all) => all.slice(1).map(Number));
      return waiting ?? 0;
    };
    await expect.poll(prepared, { timeout: 60_000 }).toBe(BUYERS.length);
    const approved = await readAndApprove(campaign);
    await campaign.getByRole("button", { name: "Run now: Email 1" }).click();

    const figures = page.getByRole("region", { name: "Key figures" });
    await waitFor(async () => /Emails sent\s+4\b/.test(await figures.innerText()), { what: "4 sends", everyMs: 50 });
    const shown = Date.now();
    const mails = await outbox();
    expect(mails).toHaveLength(BUYERS.length);
    const edited = mails.find(({ to }) => to.includes(approved.to));
    expect(edited?.mail.subject).toBe("Tables without errors");
    expect(edited?.mail.text?.trim()).toBe(approved.text);
    expect(edited?.mail.html).toBe(approved.html);
    expect(shown - Math.max(...mails.map(({ at }) => at))).toBeLessThan(5_000);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded);

    await page.locator(".recharts-bar-rectangle path").first().waitFor();
    const sends = page.getByRole("table", { name: "Sends by day and step" });
    expect(await sends.getByRole("row").nth(1).getByRole("cell").allInnerTexts()).toEqual(["4", "0", "0"]);
    await campaign.close();
  });

  it("tells the story in the ledger, all of it or one kind", async () => {
    await page.getByRole("link", { name: "Ledger", exact: true }).click();
    await page.waitForURL("**/ledger");
    const lines = page.getByRole("main").getByRole("listitem");
    await expect.poll(() => lines.count()).toBeGreaterThan(10);
    for (const line of await lines.allInnerTexts()) expect(line.split("\n")[0]).toMatch(/^\S+ .+\.$/);

    await page.getByLabel("Show only one kind of line").selectOption({ label: "Leads" });
    await page.waitForURL("**/ledger?type=leads*");
    await expect.poll(async () => (await lines.allInnerTexts()).every((line) => /lead/i.test(line))).toBe(true);
    await page.goto(page.url().replace(/type=.*/, "type=email.sent"));
    await expect.poll(() => lines.count()).toBe(BUYERS.length);
    for (const line of await lines.allInnerTexts()) expect(line).toContain("@buyers.example");
  });

  it("lets a recipient opt out without JavaScript, asking first; the lead is opted out", async () => {
    const { mail } = (await outbox()).find(({ to }) => to.includes("grace"))!;
    const link = /Unsubscribe: (\S+)/.exec(mail.text ?? "")![1]!;
    const recipient = await newProfile(browser, { javaScriptEnabled: false });
    const asked = await recipient.newPage();
    await asked.goto(link);
    expect(await asked.getByRole("heading").innerText()).toBe("Unsubscribe?");
    const lead = page.getByRole("row").filter({ hasText: addressOf("grace") });
    await page.getByRole("link", { name: "Leads", exact: true }).click();
    await lead.getByText(/Step 2 of 3/).waitFor();

    await asked.getByRole("button", { name: "Unsubscribe" }).click();
    await asked.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
    await recipient.close();
    await page.reload();
    await expect.poll(() => lead.innerText(), { timeout: 30_000 }).toContain("Do not contact: opted out");
  });

  it("hears what a recipient answers: the conversation is in the inbox and the sequence has stopped", async () => {
    const alan = addressOf("alan");
    await page.getByRole("link", { name: "Test mailbox" }).click();
    await page.getByRole("list", { name: "Emails" }).getByRole("button").filter({ hasText: alan }).click();
    const email = page.getByRole("region", { name: "Email" });
    await email.getByRole("heading", { name: `Act as ${alan}` }).waitFor();
    await email.getByLabel("Answer").fill("Yes, please call me on Tuesday at ten.");
    await email.getByRole("button", { name: "Send answer" }).click();
    await email.getByText("The sequence is stopped for this person").waitFor();

    await page.getByRole("link", { name: /^Replies/ }).click();
    await page.getByRole("list", { name: "Conversations" }).getByRole("button").filter({ hasText: "alan" }).click();
    const conversation = page.getByRole("region", { name: "Conversation" });
    await conversation.getByText("Yes, please call me on Tuesday at ten.", { exact: true }).first().waitFor();
    await conversation.getByText("Interested").first().waitFor();

    await page.getByRole("link", { name: "Leads", exact: true }).click();
    const lead = page.getByRole("row").filter({ hasText: alan });
    await expect.poll(() => lead.innerText(), { timeout: 30_000 }).toContain("Replied");
  });

  it("shows a rotated webhook token once", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Rotate…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("How long may the old token still be used?").selectOption("24");
    await dialog.getByRole("button", { name: "Rotate", exact: true }).click();
    const token = await dialog.getByTestId("new-token").innerText();
    expect(token.length).toBeGreaterThan(30);
    await dialog.getByRole("button", { name: "I have saved it" }).click();
    await dialog.waitFor({ state: "hidden" });

    await page.reload();
    await page.getByText(`Ends in ${token.slice(-4)}`).waitFor();
    expect(await page.content()).not.toContain(token);
  });
});
