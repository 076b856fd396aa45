import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { simpleParser } from "mailparser";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { productRuntime } from "../support/founder";
import { waitFor } from "../support/wait-for";

/** A browser profile of its own: no cookies, the address of this worker's product as base unless another one is named, nothing that moves. */
export async function newProfile(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const baseURL = options.baseURL ?? (await productRuntime()).url;
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 800 },
    ...options,
    baseURL,
  });
  context.setDefaultTimeout(30_000);
  const newPage = context.newPage.bind(context);
  context.newPage = async () => whole(await newPage());
  return context;
}

/**
 * Pages arrive in pieces: what was streamed waits hidden beside its place until a script moves it there, and until then stands twice.
 * React marks a place that waits with a comment: `$?` while its piece is on the way, `$~` while it is being moved. A place that the
 * browser rendered first leaves its piece behind, hidden for good.
 */
function whole(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  const waitingPlaces = (): Promise<number> =>
    page.evaluate(() => {
      const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
      let waiting = 0;
      while (comments.nextNode()) if (["$?", "$~"].includes(comments.currentNode.nodeValue ?? "")) waiting++;
      return waiting;
    });
  const arrived = async (): Promise<void> => {
    // Not `expect.poll`: pages are opened before tests, too.
    await waitFor(async () => (await waitingPlaces()) === 0, { what: "every piece of the page is in its place" });
    await page.evaluate(() => {
      for (const piece of document.querySelectorAll("div[hidden][id^='S:']")) piece.remove();
    });
  };
  page.goto = async (...address) => {
    const response = await goto(...address);
    await arrived();
    return response;
  };
  page.reload = async (...options) => {
    const response = await reload(...options);
    await arrived();
    return response;
  };
  return page;
}

/** A page of somebody who signed in as one does: address, button. */
export async function signIn(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/companies");
  return page;
}

/** Gives the page a signed-in session without going through the form. */
export async function signInQuietly(context: BrowserContext, email: string): Promise<Page> {
  const answer = await context.request.post("/api/local/sign-in", { data: { email } });
  expect(answer.status()).toBe(200);
  return context.newPage();
}

/** Waits until the page shows itself instead of its placeholders. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator(".mantine-Skeleton-root").count(), { timeout: 15_000 }).toBe(0);
}

/** Waits until React has taken an element over: before that, a key that is pressed on it reaches nobody. */
export async function hydrated(element: Locator): Promise<void> {
  const isTaken = (): Promise<boolean> =>
    element.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isTaken, { timeout: 30_000 }).toBe(true);
}

/** Everything the page complained about: thrown errors, failed scripts, refused by the content security policy. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return complaints;
}

/** The serious findings of axe on a page, of all its rules or of these. */
export async function accessibilityOf(page: Page, rules?: string[]): Promise<string[]> {
  // All in the page itself: otherwise axe judges in a blank page of its own, for frames of other origins, which ours have none of.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** The rules of axe by day and by night, which changes colours only; all of them where none is named. */
const SCHEMES: readonly ["light" | "dark", string[]?][] = [["light"], ["dark", ["color-contrast"]]];

/**
 * Axe finds nothing serious on the page as it is now, by day or by night, and it is no wider than a phone; each once the page has settled.
 * `onLook` is called with each look that was found good.
 */
export async function expectAccessible(
  page: Page,
  { name = page.url(), onLook }: { name?: string; onLook?: (look: string) => Promise<void> } = {},
): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  for (const [scheme, rules] of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    const shown = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(shown).toContain(scheme);
    await expect.poll(() => accessibilityOf(page, rules), { message: `${name}, ${scheme}` }).toEqual([]);
    await onLook?.(scheme);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(width, { message: `${name}, on a phone` }).toBe(390);
  await onLook?.("390");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(size);
}

/** One part of the onboarding, as a region named by its heading. */
export const partOf = (page: Page, title: string): Locator => page.getByRole("region", { name: title });

/** Passes the calendar and the research of the onboarding, which are optional: one button each. */
export async function passOptionalParts(
  page: Page,
  press: (button: Locator) => Promise<void> = (button) => button.click(),
): Promise<void> {
  await press(partOf(page, "Calendar").getByRole("button", { name: "Continue without a link" }));
  await press(partOf(page, "Research").getByRole("button", { name: "Continue without a service" }));
}

/** The message a screen reader reads with a field. */
export async function errorOf(page: Page, field: Locator): Promise<string> {
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(
    ids.filter((id) => id.endsWith("-error")).map((id) => page.locator(`[id="${id}"]`).innerText()),
  );
  return texts.join(" ");
}

/** The link in the newest mail to an address, as the person finds it in their mailbox. */
export async function invitedLink(email: string): Promise<string> {
  const { outboxDir } = await productRuntime();
  const link = await waitFor(
    async () => {
      for (const name of (await readdir(outboxDir)).filter((file) => file.endsWith(".eml"))) {
        const mail = await simpleParser(await readFile(join(outboxDir, name)));
        const to = [mail.to ?? []].flat().flatMap(({ value }) => value);
        if (to.some(({ address }) => address === email)) return /https?:\S+\/invites\/\S+/.exec(mail.text ?? "")?.[0];
      }
      return null;
    },
    { what: `a mail with an invitation to ${email}` },
  );
  return link ?? "";
}
