import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCsv, onboard, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { errorOf, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = `keeper-${randomUUID().slice(0, 8)}@founders.example`;

describe("leads on the screens", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let page: Page;

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(EMAIL)]);
    company = await onboard(founder, { name: "Lead Works" });
    await importCsv(founder, company, 2);
    page = await signInQuietly(await newProfile(browser), EMAIL);
  });
  afterAll(() => browser.close());

  async function openList(): Promise<void> {
    await page.goto(`/companies/${company.projectId}/leads`);
    await settled(page);
  }
  const total = async (filter: string): Promise<number> => {
    const { body } = await founder.get<{ total: number }>(`/api/leads?workspace_id=${company.workspaceId}&${filter}`);
    return body.total;
  };
  const rowOf = (name: string): Locator => page.getByRole("row").filter({ hasText: name });
  const selectAll = (): Promise<void> => page.getByLabel("Select all leads shown").check();
  /** Presses Undo in the message of this title. */
  const undo = (title: string): Promise<void> =>
    page.getByRole("alert").filter({ hasText: title }).getByRole("button", { name: "Undo" }).click();

  it("adds a lead by hand and names the field that is wrong", async () => {
    await openList();
    await page.getByRole("button", { name: "Add lead" }).click();
    const dialog = page.getByRole("dialog", { name: "Add lead" });
    await dialog.getByLabel("Email").fill("nobody");
    await dialog.getByLabel("First name").fill("Ada");
    await dialog.getByLabel("Last name").fill("King");
    await dialog.getByRole("button", { name: "Add lead" }).click();
    await expect.poll(() => errorOf(page, dialog.getByLabel("Email"))).toBe("Enter an email address");
    await dialog.getByLabel("Email").fill("ada.king@buyers.example");
    await dialog.getByRole("button", { name: "Add lead" }).click();
    await page.getByRole("heading", { level: 1, name: /Ada King/ }).waitFor();
    await page.getByRole("heading", { name: "Details" }).waitFor();
  });

  it("tags the lead; the list shows the tag and finds the lead by it", async () => {
    await page
      .locator("input")
      .and(page.getByLabel("Tags", { exact: true }))
      .fill("met in London");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect.poll(() => total("tag=met%20in%20London")).toBe(1);
    await openList();
    await rowOf("Ada King").getByText("met in London").waitFor();
    await page.getByLabel("Tag", { exact: true }).selectOption("met in London");
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => page.getByRole("row").count()).toBe(4);
  });

  it("puts all selected leads on the do-not-contact list, and takes them off again with Undo", async () => {
    await selectAll();
    await page.getByText("3 leads, 3 selected").waitFor();
    await page.getByRole("button", { name: "Do not contact" }).click();
    await page.getByText("3 leads put on the do-not-contact list").waitFor();
    await rowOf("Ada King").getByText("Do not contact: added by you").waitFor();
    expect(await total("state=do_not_contact")).toBe(3);
    await undo("3 leads put on the do-not-contact list");
    await page.getByText("3 leads taken off the do-not-contact list").waitFor();
    await rowOf("Ada King").getByText("Not started").waitFor();
    expect(await total("state=do_not_contact")).toBe(0);
  });

  it("tags all selected leads at once, and takes the tag back with Undo", async () => {
    await selectAll();
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.getByRole("dialog").getByLabel("Tag").fill("spring");
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("3 leads tagged").waitFor();
    expect(await total("tag=spring")).toBe(3);
    await undo("3 leads tagged");
    await page.getByText("3 leads untagged").waitFor();
    expect(await total("tag=spring")).toBe(0);
  });

  it("deletes a lead for good once it is confirmed: it is gone from the list, and an import does not bring it back to be emailed", async () => {
    await rowOf("Ada King").getByRole("link", { name: "Ada King" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Ada King?" });
    await dialog.getByRole("button", { name: "Keep the lead" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await dialog.getByLabel(/Never contact this person again/).check();
    await dialog.getByRole("button", { name: "Delete lead" }).click();
    await page.getByText("The lead was deleted").waitFor();
    await page.waitForURL("**/leads");
    await expect.poll(() => page.getByRole("row").count()).toBe(3);
    expect(await total("q=ada.king")).toBe(0);

    const { workspaceId: workspace_id } = company;
    await founder.post("/api/leads", { workspace_id, email: "ada.king@buyers.example", first_name: "Ada" });
    expect(await total("q=ada.king&state=do_not_contact")).toBe(1);
  });
});
