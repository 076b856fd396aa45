import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { accessibilityOf, invitedLink, newProfile, partOf, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const ownerEmail = `typist-${RUN}@founders.example`;
const colleagueEmail = `colleague-${RUN}@founders.example`;
const KEPT = "Not saved yet. Your draft is kept.";

type Draft = { part: string; typed: Record<string, unknown> };

describe("typed answers of the onboarding", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(ownerEmail)]);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    company = await onboard(founder, { name: `Typed ${randomUUID().slice(0, 6)}` });
  });

  /** Company and sender, in a browser that knows nothing of any other. */
  async function openPart(email = ownerEmail, inProfileOf?: Page): Promise<{ page: Page; brand: Locator }> {
    const context = inProfileOf?.context() ?? (await newProfile(browser));
    const page = await signInQuietly(context, email);
    await page.goto(`/companies/${company.projectId}/onboarding?step=brand`);
    const brand = partOf(page, "Company and sender");
    await brand.getByLabel("Postal address").waitFor();
    return { page, brand };
  }
  const typedOnServer = async (by: Founder = founder): Promise<Draft["typed"] | undefined> => {
    const { body } = await by.get<{ drafts: Draft[] }>(`/api/onboarding/drafts?workspace_id=${company.workspaceId}`);
    return body.drafts.find(({ part }) => part === "brand")?.typed;
  };
  const save = (brand: Locator): Promise<void> => brand.getByRole("button", { name: "Save and continue" }).click();
  const dialogOf = (page: Page): Locator =>
    page.getByRole("dialog", { name: "Another tab or member has other answers" });

  it("are there in another browser seconds later, named as not saved, and are gone from there once they are saved", async () => {
    const one = await openPart();
    await one.brand.getByLabel("How should they sound?").fill("Short and warm");
    await one.brand.getByText(KEPT).waitFor();
    await expect.poll(() => typedOnServer(), { timeout: 5_000 }).toEqual({ tone: "Short and warm" });

    const other = await openPart();
    await expect.poll(() => other.brand.getByLabel("How should they sound?").inputValue()).toBe("Short and warm");
    await other.brand.getByText(KEPT).waitFor();
    const { body } = await founder.get<{ brand: { tone: string | null } }>(
      `/api/onboarding/brand?workspace_id=${company.workspaceId}`,
    );
    expect(body.brand.tone).toBeNull();

    await save(other.brand);
    await expect.poll(() => typedOnServer()).toBeUndefined();
    await Promise.all([one.page.context().close(), other.page.context().close()]);
  });

  it("outlive a reload in the middle of a word, and a server that cannot be reached", async () => {
    const { page, brand } = await openPart();
    await page.route("**/api/onboarding/drafts", (route) => route.abort("connectionrefused"));
    await brand.getByLabel("What shows that it works?").fill("40 warehou");
    await page.reload();
    await expect.poll(() => brand.getByLabel("What shows that it works?").inputValue()).toBe("40 warehou");
    await brand.getByText("Not saved yet. Only this browser keeps your draft.").waitFor();
    await page.unroute("**/api/onboarding/drafts");
    await expect.poll(() => typedOnServer(), { timeout: 15_000 }).toEqual({ proof: "40 warehou" });
    await brand.getByText(KEPT).waitFor();
    await page.context().close();
  });

  it("keep the servers of a mail account, and never its login", async () => {
    const { page } = await openPart();
    await page.goto(`/companies/${company.projectId}/onboarding?step=credentials`);
    const account = partOf(page, "Mail account");
    await account.getByRole("button", { name: "Use an account of your own instead" }).click();
    await account.getByLabel(/^Server/).fill("smtp.example.com");
    await account.getByLabel(/^User/).fill("maya@example.com");
    await account.getByLabel(/^Password/).fill("hunter2-secret");
    await account.getByText("Not saved yet. Your draft is kept, without user and password.").waitFor();
    const typed = async (): Promise<unknown> => {
      const { body } = await founder.get<{ drafts: Draft[] }>(
        `/api/onboarding/drafts?workspace_id=${company.workspaceId}`,
      );
      return body.drafts.find(({ part }) => part === "credentials")?.typed;
    };
    await expect.poll(typed, { timeout: 5_000 }).toEqual({ host: "smtp.example.com" });
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain("hunter2");
    await page.reload();
    await account.getByRole("button", { name: "Use an account of your own instead" }).click();
    await expect.poll(() => account.getByLabel(/^Server/).inputValue()).toBe("smtp.example.com");
    expect(await account.getByLabel(/^Password/).inputValue()).toBe("");
    await page.context().close();
  });

  it("of two tabs come together; a field that both typed into asks, field by field", async () => {
    const one = await openPart();
    const two = await openPart(ownerEmail, one.page);
    await one.brand.getByLabel("Who are the emails for?").fill("Warehouses");
    await one.brand.getByLabel("How should they sound?").fill("Short");
    await expect.poll(() => typedOnServer()).toEqual({ audience: "Warehouses", tone: "Short" });
    await two.brand.getByLabel("Which problem do they have?").fill("Picking errors");
    await two.brand.getByLabel("How should they sound?").fill("Friendly");

    const dialog = dialogOf(two.page);
    const tone = dialog.getByRole("group", { name: "Tone" });
    await expect.poll(() => tone.innerText()).toMatch(/Yours: Friendly\s+Theirs: Short/);
    expect(await dialog.getByRole("group").count()).toBe(1);
    expect(await accessibilityOf(two.page)).toEqual([]);
    await tone.getByRole("button", { name: "Keep mine" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await two.brand.getByLabel("Who are the emails for?").inputValue()).toBe("Warehouses");
    await expect
      .poll(() => typedOnServer())
      .toEqual({ audience: "Warehouses", problem: "Picking errors", tone: "Friendly" });
    await one.page.context().close();
  });

  it("of two members: the second to save sees the first one's answers and loses none of its own", async () => {
    const { body } = await founder.post<{ id: string }>(`/api/workspaces/${company.workspaceId}/invites`, {
      email: colleagueEmail,
      role: "admin",
    });
    expect(body.id).toBeTruthy();
    const colleague = await Founder.signIn(colleagueEmail);
    const token = (await invitedLink(colleagueEmail)).split("/").at(-1);
    expect((await colleague.post("/api/invites/accept", { token })).status).toBe(200);

    const [mine, theirs] = [await openPart(), await openPart(colleagueEmail)];
    await mine.brand.getByLabel("Sender name").fill("Maya Lind");
    await mine.brand.getByLabel("How should they sound?").fill("Short");
    await expect.poll(() => typedOnServer()).toMatchObject({ sender_name: "Maya Lind" });
    // A draft is not shown to another member.
    expect(await typedOnServer(colleague)).toBeUndefined();
    await theirs.brand.getByLabel("Sender name").fill("Amara Reed");
    await theirs.brand.getByLabel("Who are the emails for?").fill("Bakers");
    await save(theirs.brand);
    await partOf(theirs.page, "Mail account").getByRole("button", { name: "Save and continue" }).waitFor();

    await save(mine.brand);
    const dialog = dialogOf(mine.page);
    const sender = dialog.getByRole("group", { name: "Sender name" });
    await expect.poll(() => sender.innerText()).toMatch(/Yours: Maya Lind\s+Theirs: Amara Reed/);
    await sender.getByRole("button", { name: "Take theirs" }).click();
    await dialog.waitFor({ state: "hidden" });
    await save(mine.brand);
    await partOf(mine.page, "Mail account").getByRole("button", { name: "Save and continue" }).waitFor();
    const saved = await founder.get<{ brand: object }>(`/api/onboarding/brand?workspace_id=${company.workspaceId}`);
    expect(saved.body.brand).toMatchObject({ sender_name: "Amara Reed", audience: "Bakers", tone: "Short" });
    await Promise.all([mine.page.context().close(), theirs.page.context().close()]);
  });
});
