import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `decider-${randomUUID().slice(0, 8)}@founders.example`;
const TEXT = "Hello Lena,\n\nmay I call you about the café’s invoices?";

type Proposed = { id: string; state: string };

describe("an action from its proposal to its receipt", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Decision Works" });
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  async function propose(to: string): Promise<Proposed> {
    const payload = { to: [to], subject: "Your invoices", text: TEXT };
    const { status, body } = await founder.post<Proposed>(`/api/projects/${company.projectId}/approvals`, {
      action_type: "email.send",
      payload,
    });
    expect([status, body.state]).toEqual([201, "pending"]);
    return body;
  }
  async function sentTo(address: string): Promise<ParsedMail[]> {
    const { outboxDir } = await productRuntime();
    const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
    const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outboxDir, name)))));
    return emails.filter(({ to }) => [to].flat().some((each) => each?.text.includes(address)));
  }
  const stateOf = async (id: string): Promise<string> => {
    const path = `/api/approvals/${id}?workspace_id=${company.workspaceId}`;
    return (await founder.get<Proposed>(path)).body.state;
  };
  async function open(id: string): Promise<void> {
    await page.goto(`/companies/${company.projectId}/approvals/${id}`);
    await settled(page);
  }

  it("shows who writes to whom through which account, and sends exactly that after the undo window; a checker says so", async () => {
    const to = `lena-${randomUUID().slice(0, 8)}@buyers.example`;
    const { id } = await propose(to);
    await page.goto(`/companies/${company.projectId}/approvals`);
    await settled(page);
    await page.getByRole("link", { name: /Your invoices/ }).click();
    await page.getByRole("heading", { level: 2, name: "The effect" }).waitFor();
    await page.getByText(to).first().waitFor();
    await page.getByText("may I call you about the café’s invoices?").first().waitFor();
    expect(await sentTo(to)).toEqual([]);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByText(/carried out at \d\d:\d\d:\d\d UTC unless you take it back/).waitFor();
    expect(await sentTo(to)).toEqual([]);

    await expect.poll(() => stateOf(id), { timeout: 90_000, interval: 1_000 }).toBe("verified");
    await page.getByText("Verified").first().waitFor();
    const [email, ...others] = await sentTo(to);
    expect(others).toEqual([]);
    const hashOf = (text: string): string =>
      createHash("sha256").update(text.replaceAll("\r\n", "\n").trim()).digest("hex");
    expect(hashOf(email?.text ?? "")).toBe(hashOf(TEXT));

    await page.getByRole("link", { name: "Receipt", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: "Checks" }).waitFor();
    await page.getByRole("link", { name: "Approval", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: "Trace" }).waitFor();
  });

  it("takes an approval back while its undo window is open: nothing is sent", async () => {
    const to = `undone-${randomUUID().slice(0, 8)}@buyers.example`;
    const { id } = await propose(to);
    await open(id);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Taken back before it was carried out.").first().waitFor();
    expect(await stateOf(id)).toBe("denied");
    expect(await sentTo(to)).toEqual([]);
  });

  it("decides several that were read in one dialog, and a revised one waits for its own approval", async () => {
    const [first, second] = [await propose("a@buyers.example"), await propose("b@buyers.example")];
    await open(first.id);
    await page.getByRole("button", { name: "Revise" }).click();
    await page.getByLabel("subject").fill("Another subject");
    await page.getByRole("button", { name: "Save as version 2" }).click();
    await page.getByRole("heading", { level: 1, name: /Another subject/ }).waitFor();
    await page.goto(`/companies/${company.projectId}/approvals`);
    await settled(page);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Read and decide 2" }).click();
    await page.getByRole("button", { name: "Deny 2" }).click();
    await page.getByText("You are up to date").waitFor();
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(["denied", "denied"]);
  });

  it("is decided by keys alone: several are chosen and read, one is opened and denied", async () => {
    const [first, second] = [await propose("c@buyers.example"), await propose("d@buyers.example")];
    await page.goto(`/companies/${company.projectId}/approvals`);
    await settled(page);
    for (const key of ["x", "j", "x"]) await page.keyboard.press(key);
    await page.getByRole("button", { name: "Read and decide 2" }).waitFor();
    await page.keyboard.press("a");
    await page.getByRole("button", { name: "Deny 2" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Deny 2" }).waitFor({ state: "hidden" });
    await page.keyboard.press("e");
    await page.waitForURL(`**/approvals/${first.id}`);
    await settled(page);
    await page.getByRole("button", { name: "Deny" }).waitFor();
    await page.keyboard.press("d");
    await expect.poll(() => stateOf(first.id), { timeout: 30_000 }).toBe("denied");
    expect(await stateOf(second.id)).toBe("pending");
  });

  /** A task whose work is said to be over, by the words that its page shows then. */
  async function claim(title: string, path: string, marker: string, verdict: string): Promise<void> {
    const { url } = await productRuntime();
    await page.goto(`/companies/${company.projectId}/tasks`);
    await settled(page);
    await page.getByRole("button", { name: "New task" }).first().click();
    await page.getByRole("textbox", { name: /^Task/ }).fill(title);
    await page.getByLabel("Page that proves it").fill(url + path);
    await page.getByLabel("Text that the page must contain").fill(marker);
    await page.getByRole("button", { name: "Create task" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("button", { name: "The work is over" }).click();
    await page.getByText(verdict).first().waitFor({ timeout: 60_000 });
  }

  it("calls a task done only when its page says so to everybody, and counts that share by who proposed it", async () => {
    await claim("Publish the sign-in page", "/sign-in", "a text that is not there", "Claimed, not true");
    expect(await page.getByText("Done, verified").count()).toBe(0);
    await claim("Publish behind a wall", "/api/projects", "Greenlight", "Cannot be verified");
    expect(await page.getByText("Done, verified").count()).toBe(0);
    await claim("Publish for everybody", "/sign-in", "Greenlight", "Done, verified");

    for (const screen of ["receipts", "dashboard"]) {
      await page.goto(`/companies/${company.projectId}/${screen}`);
      await settled(page);
      await page.getByText("33% verified (1 of 3 checked)").first().waitFor();
      await page.getByText("A member: 1 of 3").first().waitFor();
      await page.getByRole("heading", { level: 3, name: "By who proposed them" }).waitFor();
    }
  });
});
