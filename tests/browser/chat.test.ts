import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import { complaintsOf, hydrated, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `talker-${randomUUID().slice(0, 8)}@founders.example`;

describe("from a sentence in the chat to a receipt", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Talking Works" });
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  async function sentTo(address: string): Promise<ParsedMail[]> {
    const { outboxDir } = await productRuntime();
    const files = (await readdir(outboxDir)).filter((name) => name.endsWith(".eml"));
    const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outboxDir, name)))));
    return emails.filter(({ to }) => [to].flat().some((each) => each?.text.includes(address)));
  }
  const types = async (): Promise<string[]> => {
    const { body } = await founder.get<{ data: { type: string }[] }>(
      `/api/projects/${company.projectId}/events?type=chat.,approval.&limit=20`,
    );
    return body.data.map(({ type }) => type).toReversed();
  };
  async function openChat(): Promise<void> {
    await page.goto(`/companies/${company.projectId}/chat`);
    await settled(page);
  }
  async function say(text: string): Promise<void> {
    const message = page.getByRole("textbox", { name: "Your message" });
    await hydrated(message);
    await message.fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  }

  /** The reply to a message, once nothing is added to it any more. */
  async function replyTo(text: string): Promise<Locator> {
    const question = page
      .getByRole("list", { name: "Messages" })
      .getByRole("listitem")
      .filter({ hasText: text })
      .first();
    const reply = question.locator("xpath=following-sibling::li[contains(., 'offline planner')]").first();
    await reply.waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
    return reply;
  }

  it("shows the exact email that it proposes, sends it once it is approved, and leads to the receipt and back", async () => {
    const complaints = complaintsOf(page);
    const to = `lena-${randomUUID().slice(0, 8)}@example.com`;
    await openChat();
    await say(`write to ${to} and ask for a call`);
    const card = page.getByRole("region", { name: /^Proposal: / });
    await card.getByText(to).first().waitFor();
    await card.getByText(/^SHA-256 [0-9a-f]{64}$/).waitFor();
    await page.getByText("offline planner").first().waitFor();
    expect(await sentTo(to)).toEqual([]);
    expect(await types()).toEqual(["chat.user_message", "approval.requested", "chat.assistant_message"]);

    await card.getByRole("button", { name: "Approve" }).click();
    await card.getByText(/carried out at \d\d:\d\d:\d\d UTC unless you take it back/).waitFor();
    expect(await sentTo(to)).toEqual([]);
    await card.getByText("Verified").waitFor({ timeout: 90_000 });
    expect(await sentTo(to)).toHaveLength(1);
    await page.getByText(/was carried out\. An independent check follows/).waitFor();

    await card.getByRole("link", { name: "Receipt", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: "Checks" }).waitFor();
    await page.getByRole("link", { name: "Approval", exact: true }).click();
    await page.getByRole("heading", { level: 2, name: "Trace" }).waitFor();
    await page.getByRole("link", { name: /^The chat answered/ }).click();
    await page
      .getByRole("region", { name: /^Proposal: / })
      .getByText("Verified")
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it("takes an approval back within the talk: nothing is sent, and the chat says so", async () => {
    const to = `undone-${randomUUID().slice(0, 8)}@example.com`;
    await openChat();
    await say(`write to ${to} and ask for a call`);
    const card = page.getByRole("region", { name: new RegExp(to) });
    await card.getByRole("button", { name: "Approve" }).click();
    await card.getByRole("button", { name: "Undo" }).click();
    await card.getByText("Taken back before it was carried out.").first().waitFor();
    await page.getByText(/^You took “.*” back before it was carried out/).waitFor();
    expect(await sentTo(to)).toEqual([]);
  });

  it("shows a proposal that was decided elsewhere as decided, and offers nothing more", async () => {
    const to = `elsewhere-${randomUUID().slice(0, 8)}@example.com`;
    await openChat();
    await say(`write to ${to} and ask for a call`);
    const card = page.getByRole("region", { name: new RegExp(to) });
    const approve = card.getByRole("button", { name: "Approve" });
    await approve.waitFor();
    const { projectId, workspaceId: workspace_id } = company;
    const waiting = `/api/projects/${projectId}/approvals?tab=needs_you&limit=50`;
    const { body } = await founder.get<{ data: { id: string; title: string }[] }>(waiting);
    const id = body.data.find(({ title }) => title.includes(to))?.id;
    const path = `/api/approvals/${id}/decide?workspace_id=${workspace_id}`;
    const denied = await founder.post(path, { workspace_id, decision: "denied", version: 1, note: "Not now" });
    expect(denied.status).toBe(200);
    await card.getByText("Denied", { exact: true }).first().waitFor();
    expect(await approve.count()).toBe(0);
    expect(await sentTo(to)).toEqual([]);
  });

  it("shows markup, images and foreign addresses as text, and fetches nothing for them", async () => {
    const complaints = complaintsOf(page);
    const away: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).hostname.endsWith("evil.example")) away.push(request.url());
    });
    await openChat();
    const hostile =
      "add a task to look at ![x](https://evil.example/leak.png) <img src=https://evil.example/i onerror=alert(1)> [home](https://evil.example/a) [in](/.//evil.example/b)";
    await say(hostile);
    const own = page.getByRole("listitem").filter({ hasText: "add a task to look at ![x]" });
    await own.first().waitFor();
    await page.getByRole("button", { name: "Send" }).waitFor();
    await page.getByText("offline planner").last().waitFor();
    const leading = page.locator('img[src*="evil.example"], a[href*="evil.example"], iframe, object, embed');
    expect(await leading.count()).toBe(0);
    await page.reload();
    await settled(page);
    await own.first().waitFor();
    expect(await leading.count()).toBe(0);
    expect([away, complaints]).toEqual([[], []]);
  });

  it("leads from a sentence to the page of the row that it rests on", async () => {
    await openChat();
    await say("how are we doing?");
    const reply = await replyTo("how are we doing?");
    const source = reply.getByRole("link", { name: /^Source: / }).last();
    const address = new URL((await source.getAttribute("href")) ?? "", page.url());
    expect(address.pathname).toMatch(new RegExp(`^/companies/${company.projectId}/`));
    await source.click();
    await page.waitForURL((url) => url.pathname === address.pathname);
    await settled(page);
    expect(await page.getByText("There is nothing here").count()).toBe(0);
  });

  it("keeps what was said over a reload, finds it again, and deletes a text for good", async () => {
    await openChat();
    await page.getByRole("searchbox", { name: "Search the chat" }).fill("undone-");
    await page.getByRole("list", { name: "Found messages" }).getByText("undone-").first().waitFor();
    await page.getByRole("searchbox", { name: "Search the chat" }).fill("");
    const own = page.getByRole("listitem").filter({ hasText: /^write to undone-/ });
    await own.getByRole("button", { name: "More about this message" }).click();
    await page.getByRole("menuitem", { name: "Delete the text" }).click();
    await page.getByText("The text of this message was deleted.").waitFor();
    expect(await own.count()).toBe(0);
  });
});
