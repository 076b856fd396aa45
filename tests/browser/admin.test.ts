import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveAll, importCsv, launch, onboard, progressOf, waitUntilActive, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder } from "../support/founder";
import { waitFor } from "../support/wait-for";
import { complaintsOf, expectAccessible, newProfile, settled, signIn, signInQuietly } from "./visitor";

const RUN = randomUUID().slice(0, 8);
const NAME = `Frozen Goods ${RUN}`;
const ADMIN = "admin@demo.local";
const OWNER = `owner-${RUN}@founders.example`;
const REASON = `Complaints from recipients, case ${RUN}`;
const LIFTED = `Talked to the owner, case ${RUN} is closed`;
const LEADS = 3;

describe("the administrators' screens", () => {
  let browser: Browser;
  let founder: Founder;
  let company: Company;
  let profile: BrowserContext;
  let page: Page;
  let complaints: string[];

  /** One mail to each lead is out, so that there is something that cannot be recalled. */
  async function sendFirstMail(): Promise<void> {
    await importCsv(founder, company, LEADS);
    await launch(founder, company);
    const campaign = await waitUntilActive(founder, company, 120_000);
    const run = (step: string) =>
      founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step });
    await run("preparation");
    await waitFor(
      async () => {
        const counts = (await progressOf(founder, company, campaign))[1];
        if ((counts?.drafted ?? 0) > 0) await approveAll(founder, company, campaign);
        if ((counts?.approved ?? 0) > 0) await run("email_1");
        return counts?.sent === LEADS;
      },
      { what: "the first mail went out", everyMs: 1_000, withinMs: 120_000 },
    );
  }

  beforeAll(async () => {
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(OWNER)]);
    company = await onboard(founder, { name: NAME });
    await sendFirstMail();
    profile = await newProfile(browser);
    page = await signInQuietly(profile, ADMIN);
    complaints = complaintsOf(page);
  });
  afterAll(() => browser.close());

  async function expectGoodLooks(name: string): Promise<void> {
    await settled(page);
    await expectAccessible(page, { name });
  }

  const section = (name: string) => page.getByRole("region", { name, exact: true });

  it("do not exist for a founder, who is offered no way there", async () => {
    const context = await newProfile(browser);
    const theirs = await signIn(context, OWNER);
    await theirs.getByRole("button", { name: `Account of ${OWNER}` }).click();
    await theirs.getByRole("button", { name: "Sign out" }).waitFor();
    expect(await theirs.getByRole("link", { name: "Administration" }).count()).toBe(0);
    for (const path of ["", `/workspaces/${company.workspaceId}`, "/audit-log", "/logins", "/isolation", "/fleet"]) {
      const answer = await theirs.goto(`/admin${path}`);
      expect(answer?.status(), path).toBe(404);
      await theirs.getByRole("heading", { name: "There is nothing here" }).waitFor();
    }
    await context.close();
  });

  it("are reached from the account menu; the workspaces are searched and filtered in the address", async () => {
    await page.goto("/companies");
    await page.getByRole("button", { name: `Account of ${ADMIN}` }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("heading", { name: "Workspaces", level: 1 }).waitFor();
    await page.getByLabel("Search workspaces").fill(RUN);
    await page.waitForURL(`**/admin?query=${RUN}`);
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    await page.getByLabel("Status").selectOption("frozen");
    await page.getByText("No workspace matches.").waitFor();
    await page.reload();
    await settled(page);
    const search = page.getByRole("searchbox", { name: "Search workspaces" });
    await expect.poll(() => search.inputValue()).toBe(RUN);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.getByRole("link", { name: NAME }).waitFor();
    await expectGoodLooks("workspaces");
    await page.getByRole("link", { name: NAME }).click();
    await page.getByRole("heading", { name: NAME, level: 1 }).waitFor();
  });

  it("an unknown workspace is a page that is not there", async () => {
    for (const id of [randomUUID(), "nonsense"]) {
      await page.goto(`/admin/workspaces/${id}`);
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
      expect(await page.getByRole("button", { name: "Freeze workspace" }).count()).toBe(0);
    }
    complaints.length = 0;
  });

  it("freeze a workspace with a reason and its name, and show the proof", async () => {
    await page.goto(`/admin/workspaces/${company.workspaceId}`);
    await expectGoodLooks("an active workspace");
    const form = section("Freeze this workspace");
    await form.getByRole("button", { name: "Freeze workspace" }).click();
    await form.getByText(/Say why/).waitFor();
    await form.getByLabel("Reason").fill(REASON);
    await form.getByLabel(/^Type “/).fill("Another name");
    await form.getByRole("button", { name: "Freeze workspace" }).click();
    await form.getByText(`Type “${NAME}” to confirm.`).waitFor();
    expect((await founder.get(`/api/workspaces/${company.workspaceId}`)).status).toBe(200);

    await form.getByLabel(/^Type “/).fill(NAME);
    await form.getByRole("button", { name: "Freeze workspace" }).click();
    await page.getByText("Frozen: nothing runs here").waitFor({ timeout: 60_000 });
    expect((await founder.get(`/api/workspaces/${company.workspaceId}`)).status).toBe(403);
    const proof = section("Proof");
    const words = (await proof.innerText()).replaceAll(/\s+/g, " ");
    expect(words).toContain("0 Running executions 0 Published workflows");
    expect(words).toMatch(/Doors drained \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    expect(words).toMatch(/Last accepted event \w+ · lead\d@buyers\.example/);
    expect(words).toContain("1 webhook token");
    const messages = proof.getByRole("region", { name: "Messages already handed over" });
    await expect.poll(() => messages.getByText(/^lead\d@buyers\.example$/).count()).toBe(LEADS);
    await expectGoodLooks("a frozen workspace");
  });

  it("give the proof as a file", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      section("Proof").getByRole("button", { name: "Download as JSON" }).click(),
    ]);
    const kept = JSON.parse(await readFile(await download.path(), "utf8")) as Record<string, unknown>;
    expect(kept).toMatchObject({ reason: REASON, proof: { running_executions: 0, published_workflows: 0 } });
  });

  it("show in the audit log who froze and why, export it, and verify it", async () => {
    await page.goto("/admin/audit-log?action=workspace.frozen");
    const line = page.getByRole("listitem").filter({ hasText: REASON });
    await line.getByText("You", { exact: true }).waitFor();
    await line.getByText(NAME).waitFor();
    await line.getByText("workspace.frozen").click();
    const row = line.getByRole("row").filter({ hasText: "status" });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual(["active", "frozen"]);
    await expectGoodLooks("audit log");

    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    const text = await readFile(await csv.path(), "utf8");
    expect(text).toContain(REASON);
    expect(text).not.toContain("super_admin.read");

    await section("Integrity").getByRole("button", { name: "Verify" }).click();
    await section("Integrity").getByText("Unbroken").waitFor();
  });

  it("check the log against a signed head: the true one is complete, a forged one is refused", async () => {
    const card = section("Completeness");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      card.getByRole("link", { name: "Download the signed head" }).click(),
    ]);
    const head = await readFile(await file.path(), "utf8");
    await card.getByRole("button", { name: "Check against one" }).click();
    await card.getByLabel("A signed head that was kept").fill(head);
    await card.getByRole("button", { name: "Check", exact: true }).click();
    await card.getByText("Complete", { exact: true }).waitFor();
    const [header, , signature] = head.trim().split(".");
    const other = Buffer.from('{"log":"governance_audit_log","seq":1}').toString("base64url");
    await card.getByLabel("A signed head that was kept").fill([header, other, signature].join("."));
    await card.getByRole("button", { name: "Check", exact: true }).click();
    await card.getByText(/changed after it was signed/).waitFor();
    expect(await card.getByText("Complete", { exact: true }).count()).toBe(0);
    complaints.length = 0;
  });

  it("unfreeze with a reason; the workflows come back once that is confirmed, and the freeze is history", async () => {
    await page.goto(`/admin/workspaces/${company.workspaceId}`);
    const form = section("Lift the freeze");
    await form.getByRole("button", { name: "Unfreeze workspace" }).click();
    await form.getByText(/Say why/).waitFor();
    expect(await form.getByRole("listitem").count()).toBe(7);
    await form.getByLabel("Reason").fill(LIFTED);
    await form.getByRole("button", { name: "Unfreeze workspace" }).click();
    const after = section("After the last freeze");
    await after.getByText("still off", { exact: false }).waitFor();
    expect((await founder.get(`/api/workspaces/${company.workspaceId}`)).status).toBe(200);
    await after.getByRole("button", { name: "Publish these again" }).click();
    await after.getByText("Everything that was published before is published again.").waitFor({ timeout: 60_000 });
    expect(await after.getByRole("img", { name: "Published", exact: true }).count()).toBe(7);

    const history = section("Earlier freezes");
    await history.getByText(REASON).click();
    await history.getByText(LIFTED).waitFor();
    await history.getByText("Running executions").waitFor();
    await expectGoodLooks("a workspace that was frozen");
  });

  it("show a machine with its measures and its workspaces, and decide by which way the emails of one leave", async () => {
    await page.goto("/admin/fleet");
    await page.getByRole("link", { name: "local", exact: true }).click();
    await page.getByRole("heading", { name: "local", level: 1 }).waitFor();
    await page.getByText("Processor", { exact: true }).waitFor();
    expect(await section("Repairs").getByRole("button").first().isDisabled()).toBe(true);
    const sending = section("Sending");
    await sending.getByText("This machine has not reported which ports it can reach.").waitFor();
    const line = sending.getByRole("listitem").filter({ hasText: NAME });
    await line.getByText(/from the machine that runs the workflows\./).waitFor();
    await expectGoodLooks("a machine");

    const choose = async (label: string, option: string): Promise<void> => {
      await sending.getByLabel(label).and(sending.locator("input")).click();
      await page.getByRole("option", { name: option, exact: true }).click();
    };
    await choose("Workspace", NAME);
    await choose("Its emails leave", "By Greenlight’s gateway");
    const store = sending.getByRole("button", { name: "Store" });
    expect(await store.isDisabled()).toBe(true);
    await sending.getByLabel("Reason").fill(`Its host is blocked there, case ${RUN}`);
    await store.click();
    await page.getByText("The way of sending is stored").waitFor();
    const isChosen = async (): Promise<boolean> => {
      await page.reload();
      return /by greenlight’s gateway \(chosen\)\. It was chosen by hand\./.test(await line.innerText());
    };
    await expect.poll(isChosen, { timeout: 60_000, interval: 2_000 }).toBe(true);
    await page.goto("/admin/audit-log");
    await page
      .getByRole("listitem")
      .filter({ hasText: `Its host is blocked there, case ${RUN}` })
      .waitFor();
  });

  it("show who signed in", async () => {
    await page.goto("/admin/logins");
    await settled(page);
    await page.getByLabel("Search", { exact: true }).fill(OWNER);
    await page.waitForURL("**/admin/logins?search=*");
    const line = page.getByRole("listitem").filter({ hasText: OWNER }).first();
    await line.getByText("Signed in").click();
    await line.getByText("Device").waitFor();
    expect(await line.getByText(/Chrome/).count()).toBe(1);
    await expectGoodLooks("logins");
  });

  it("run the isolation check on the live system", async () => {
    await page.goto("/admin/isolation");
    await expectGoodLooks("isolation");
    await page.getByRole("button", { name: "Run the check" }).click();
    await page.getByText(/\d+ attempts on \d+ tables, nothing leaked/).waitFor({ timeout: 120_000 });
    await page.getByText("public.workspaces", { exact: true }).click();
    await page.getByRole("region", { name: "Attempts on public.workspaces" }).waitFor();
    await expectGoodLooks("isolation, checked");
    expect(complaints).toEqual([]);
  });
});
