import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onboard } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { accessibilityOf, newProfile, partOf, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const email = `domains-${RUN}@founders.example`;

describe("the sending domain in the onboarding", () => {
  let browser: Browser;
  let founder: Founder;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(email)]);
  });
  afterAll(() => browser.close());

  async function openPart(projectId: string): Promise<{ page: Page; part: Locator }> {
    const page = await signInQuietly(await newProfile(browser), email);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/companies/${projectId}/onboarding?step=domain`);
    const part = partOf(page, "Sending domain");
    await part.getByRole("button", { name: "Continue" }).waitFor();
    return { page, part };
  }

  it("is the sender’s, is checked by a button, and is shown as it was found on another device", async () => {
    const { projectId } = await onboard(founder, { name: `Domain ${RUN}` });
    const one = await openPart(projectId);
    await one.part.getByText("engines.example", { exact: true }).waitFor();
    await one.part.getByRole("button", { name: "Check domain" }).click();
    await one.part.getByText("engines.example could not be judged.").waitFor();
    await one.part.getByText(/This domain is reserved/).waitFor();
    await one.part.getByText(/^Last checked/).waitFor();
    expect(await accessibilityOf(one.page)).toEqual([]);

    const other = await openPart(projectId);
    await other.part.getByText("engines.example could not be judged.").waitFor();
    await other.part.getByRole("button", { name: "Check again" }).waitFor();
    await other.part.getByRole("button", { name: "Continue" }).click();
    await partOf(other.page, "Company and sender").getByLabel("Postal address").waitFor();
    await Promise.all([one.page.context().close(), other.page.context().close()]);
  });

  it("is asked for before there is a sender, with the host of the website as a suggestion", async () => {
    const { body } = await founder.post<{ id: string }>("/api/projects", {
      name: `Early ${RUN}`,
      website: "www.early.example",
    });
    const { page, part } = await openPart(body.id);
    const field = part.getByLabel("Domain", { exact: true });
    expect(await field.inputValue()).toBe("early.example");
    await field.fill("mail.early.example");
    await part.getByRole("button", { name: "Check domain" }).click();
    await part.getByText("mail.early.example could not be judged.").waitFor();
    await page.context().close();
  });
});
