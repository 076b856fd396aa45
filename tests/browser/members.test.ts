import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { errorOf, expectAccessible, invitedLink, newProfile, settled, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const ownerEmail = `owner-${RUN}@founders.example`;
const guestEmail = `guest-${RUN}@founders.example`;
const heirEmail = `heir-${RUN}@founders.example`;

type Company = { id: string; workspace_id: string };

describe("members", () => {
  let browser: Browser;
  let owner: Founder;
  let company: Company;
  let ownerContext: BrowserContext;
  let ownerPage: Page;
  let guestContext: BrowserContext;
  let guestPage: Page;

  const membersPage = (): string => `/companies/${company.id}/members`;

  beforeAll(async () => {
    [browser, owner] = await Promise.all([launchChromium(), Founder.signIn(ownerEmail)]);
    company = (await owner.post<Company>("/api/projects", { name: `Analytical Engines ${RUN}` })).body;
    [ownerContext, guestContext] = await Promise.all([newProfile(browser), newProfile(browser)]);
    ownerPage = await signInQuietly(ownerContext, ownerEmail);
    guestPage = await guestContext.newPage();
  });
  afterAll(() => browser.close());

  it("an owner is told what keeps them in, and what is wrong with an address", async () => {
    await ownerPage.goto(membersPage());
    await settled(ownerPage);
    await ownerPage.getByText("You are the only owner").waitFor();
    expect(await ownerPage.getByRole("button", { name: "Leave…" }).count()).toBe(0);
    await ownerPage.getByText("There is nobody else yet").waitFor();

    const email = ownerPage.getByLabel("Email");
    await email.fill("grace");
    await ownerPage.getByRole("button", { name: "Send invitation" }).click();
    await expect.poll(() => errorOf(ownerPage, email)).toMatch(/Enter an email address/);
    await email.fill(ownerEmail);
    await ownerPage.getByRole("button", { name: "Send invitation" }).click();
    await expect.poll(() => errorOf(ownerPage, email)).toMatch(/already a member of this workspace/);
    await expectAccessible(ownerPage);
  });

  it("an invitation goes out by mail, and the page says when it has", async () => {
    await ownerPage.getByLabel("Email").fill(guestEmail);
    await ownerPage.getByLabel("Role", { exact: true }).selectOption("viewer");
    await ownerPage.getByText("sees everything and changes nothing").waitFor();
    await ownerPage.getByRole("button", { name: "Send invitation" }).click();
    const invitations = ownerPage.getByRole("region", { name: "Invitations" });
    await invitations.getByText(guestEmail).waitFor();
    await invitations.getByText(/Mail sent/).waitFor();
    expect(await invitations.getByText("Viewer", { exact: true }).count()).toBe(1);
  });

  it("a person whom the link is not for is told so, and an unknown link leads nowhere", async () => {
    const context = await newProfile(browser);
    const page = await signInQuietly(context, `stranger-${RUN}@founders.example`);
    await page.goto(await invitedLink(guestEmail));
    await page.getByRole("heading", { name: "This invitation is for somebody else" }).waitFor();
    expect(await page.content()).not.toContain(guestEmail);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in as somebody else" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(new URL(page.url()).searchParams.get("next")).toMatch(/^\/invites\//);

    const unknown = await signInQuietly(context, `stranger-${RUN}@founders.example`);
    await unknown.goto(`/invites/${"0".repeat(64)}`);
    await unknown.getByRole("heading", { name: "There is no such invitation" }).waitFor();
    await context.close();
  });

  it("the invited person signs in on the way, accepts and sees the company as a viewer", async () => {
    await guestPage.goto(await invitedLink(guestEmail));
    await guestPage.getByRole("heading", { name: "Sign in" }).waitFor();
    await guestPage.getByLabel("Email").fill(guestEmail);
    await guestPage.getByRole("button", { name: "Sign in", exact: true }).click();
    await guestPage.getByRole("heading", { name: `Join Analytical Engines ${RUN}` }).waitFor();
    await expectAccessible(guestPage);
    await guestPage.getByRole("button", { name: /^Accept/ }).click();
    await guestPage.waitForURL(`**/companies/${company.id}`);
    await settled(guestPage);
    expect(await guestPage.getByRole("navigation", { name: "Every day" }).count()).toBe(1);
  });

  it("a viewer is offered nothing to change, and the API refuses it all the same", async () => {
    await guestPage.goto(membersPage());
    await guestPage.getByText("Only an owner or admin can invite people").waitFor();
    for (const name of ["Send invitation", /^Remove/, /^Revoke/, /^Transfer/])
      expect(await guestPage.getByRole("button", { name }).count()).toBe(0);
    expect(await guestPage.getByRole("combobox").count()).toBe(0);
    await guestPage.goto(`/companies/${company.id}/settings`);
    expect(await guestPage.getByRole("button", { name: "Rotate…" }).isDisabled()).toBe(true);
    expect(await guestPage.getByRole("button", { name: "New key…" }).isDisabled()).toBe(true);

    const guest = await Founder.signIn(guestEmail);
    const { workspace_id } = company;
    const tried = await Promise.all([
      guest.post(`/api/workspaces/${workspace_id}/invites`, { email: heirEmail, role: "viewer" }),
      guest.patch(`/api/workspaces/${workspace_id}/members/${guest.userId}`, { role: "owner" }),
      guest.call("DELETE", `/api/workspaces/${workspace_id}/members/${owner.userId}`),
      guest.post("/api/campaigns", { workspace_id, name: "Mine" }),
    ]);
    expect(tried.map(({ status, body }) => [status, body.code])).toEqual(tried.map(() => [403, "permission.missing"]));
  });

  it("a removed member leaves the open page within seconds and is told why", async () => {
    await guestPage.goto(`/companies/${company.id}/leads`);
    await settled(guestPage);
    // The owner's page has heard of the new member by itself.
    await ownerPage.getByRole("button", { name: `Remove ${guestEmail}` }).click();
    const dialog = ownerPage.getByRole("dialog", { name: `Remove ${guestEmail}?` });
    await dialog.waitFor();
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await guestPage.waitForURL("**/companies?left=1", { timeout: 10_000 });
    await guestPage.getByRole("status").filter({ hasText: "You are not a member any more" }).first().waitFor();
    await expectAccessible(guestPage);
    await dialog.waitFor({ state: "hidden" });
    expect(await ownerPage.getByRole("button", { name: `Remove ${guestEmail}` }).count()).toBe(0);

    await guestPage.goto(`/companies/${company.id}`);
    await guestPage.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await guestPage.goto(await invitedLink(guestEmail));
    await guestPage.getByRole("heading", { name: "This invitation was accepted already" }).waitFor();
  });

  it("an invitation that was revoked says so", async () => {
    await ownerPage.getByLabel("Email").fill(heirEmail);
    await ownerPage.getByRole("button", { name: "Send invitation" }).click();
    const revoked = await invitedLink(heirEmail);
    await ownerPage.getByRole("button", { name: `Revoke the invitation of ${heirEmail}` }).click();
    await ownerPage.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
    await ownerPage.getByText("No invitation is open").waitFor();
    const context = await newProfile(browser);
    const page = await signInQuietly(context, heirEmail);
    await page.goto(revoked);
    await page.getByRole("heading", { name: "This invitation was taken back" }).waitFor();
    expect(await page.getByRole("button", { name: /^Accept/ }).count()).toBe(0);
    await context.close();
  });

  it("roles and ownership change hands, and what may be done changes with them", async () => {
    const { workspace_id } = company;
    const { body } = await owner.post<{ id: string }>(`/api/workspaces/${workspace_id}/invites`, {
      email: `second-${heirEmail}`,
      role: "member",
    });
    expect(body.id).toBeTruthy();
    const heir = await Founder.signIn(`second-${heirEmail}`);
    const token = (await invitedLink(`second-${heirEmail}`)).split("/").at(-1);
    expect((await heir.post("/api/invites/accept", { token })).status).toBe(200);

    await ownerPage.getByLabel(`Role of second-${heirEmail}`).selectOption("admin");
    await ownerPage.getByText(`second-${heirEmail} is now admin.`).waitFor();
    await ownerPage.getByLabel(`Role of second-${heirEmail}`).selectOption("viewer");
    const demotion = ownerPage.getByRole("dialog", { name: `Make second-${heirEmail} viewer?` });
    expect(await demotion.getByRole("radio", { name: "Replace them now" }).isChecked()).toBe(true);
    await expectAccessible(ownerPage);
    await demotion.getByRole("button", { name: "Change role" }).click();
    const secrets = ownerPage.getByRole("dialog", { name: "The new secrets" });
    await secrets.getByText(/^[0-9a-f]{64}$/).waitFor();
    await expectAccessible(ownerPage);
    await secrets.getByRole("button", { name: "I have copied them" }).click();
    await ownerPage.getByLabel(`Role of second-${heirEmail}`).selectOption("admin");
    await ownerPage.getByText(`second-${heirEmail} is now admin.`).waitFor();
    await ownerPage.getByRole("button", { name: "Transfer ownership…" }).click();
    const dialog = ownerPage.getByRole("dialog", { name: `Make second-${heirEmail} the owner?` });
    await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await ownerPage.getByRole("button", { name: "Leave…" }).waitFor();
    expect(await ownerPage.getByRole("region", { name: "Ownership" }).count()).toBe(0);
    expect(await ownerPage.getByLabel(`Role of second-${heirEmail}`).count()).toBe(0);

    await ownerPage.getByRole("button", { name: "Leave…" }).click();
    await ownerPage.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
    await ownerPage.waitForURL("**/companies?left=1");
    await ownerPage.getByRole("status").filter({ hasText: "You are not a member any more" }).first().waitFor();
  });
});
