import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecurringRun } from "@/lib/autopilot/recurring/schemas";
import type { Billing } from "@/lib/metering/billing/schemas";
import { runtimeName } from "@/lib/operations/runtimes/names";
import { isAlive } from "@/scripts/runtime/runtime-file";
import { onboard, type Company } from "../e2e/company";
import { queryOf } from "../e2e/company-chat";
import { fakeStripe, STRIPE_KEY, STRIPE_SECRET, type FakeStripe } from "../fakes/stripe";
import { launchChromium } from "../support/chromium";
import { FounderClient } from "../support/founder-client";
import { startProduct, type Product } from "../support/product";
import { serveCheckout } from "./checkout-page";
import { emailsTo, siteOf, workOf, type CompanyWork } from "./company-work";
import { hydrated, newProfile, settled, signInQuietly } from "./visitor";

const EMAIL = "ada@founders.example";
const LENA = "lena@customer.example";
/** A minute between two probes and three of them, or the time to take an approval back and a look of the checker. */
const PATIENCE = { timeout: 300_000, interval: 500 };
const LONG = { timeout: 900_000 };

const note = (subject: string): object => ({ to: [LENA], subject, text: "Hello Lena" });

describe("a company that pays, from the plan page to a runtime of its own and back", LONG, () => {
  let stripe: FakeStripe;
  let product: Product;
  let browser: Browser;
  let page: Page;
  let founder: FounderClient;
  let company: Company;
  let work: CompanyWork;
  let killed = 0;
  let release = async (): Promise<void> => undefined;

  beforeAll(async () => {
    [stripe, browser] = await Promise.all([fakeStripe(), launchChromium()]);
    stripe.clock.advance((Date.now() - stripe.clock.date().getTime()) / 86_400_000);
    product = await startProduct({
      N8N_MODE: "off",
      STRIPE_SECRET_KEY: STRIPE_KEY,
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      STRIPE_API_URL: stripe.url,
    });
    const { url } = await product.runtime();
    founder = await FounderClient.at(url, EMAIL);
    company = await onboard(founder, { name: "Paid Works" });
    work = workOf(founder, company);
    const context = await newProfile(browser, { baseURL: url });
    await serveCheckout(context, stripe);
    page = await signInQuietly(context, EMAIL);
  });
  afterAll(async () => {
    await release();
    await browser.close();
    await product.stop();
    await stripe.close();
  });

  async function open(screen: string): Promise<void> {
    await page.goto(`/companies/${company.projectId}/${screen}`);
    await settled(page);
  }
  const billing = async (): Promise<Billing> =>
    (await founder.get<Billing>(`/api/projects/${company.projectId}/billing`)).body;

  /** As Stripe rings with an event; the status of the product's answer. */
  async function ring(event: object, secret = STRIPE_SECRET): Promise<number> {
    const { url } = await product.runtime();
    const request = stripe.delivery(event, { secret });
    return (await fetch(`${url}/api/webhooks/stripe`, { method: "POST", ...request })).status;
  }

  async function approve(approvalId: string): Promise<void> {
    await open(`approvals/${approvalId}`);
    const button = page.getByRole("button", { name: "Approve", exact: true });
    await hydrated(button);
    await button.click();
    await page.getByText(/^Queued\. It is carried out at/).waitFor();
  }

  /** The checker's verdict on an approval, on the page that its receipt has. */
  async function expectReceipt(approvalId: string): Promise<void> {
    await expect.poll(() => work.stateOf(approvalId), PATIENCE).toBe("verified");
    await open(`approvals/${approvalId}`);
    const receipt = page.getByRole("link", { name: "Receipt", exact: true });
    await page.goto((await receipt.getAttribute("href")) ?? "");
    await settled(page);
    await page.getByRole("heading", { level: 2, name: "Checks" }).waitFor();
    await page.getByText("Verified", { exact: true }).first().waitFor();
  }

  /** Ends the application as it runs now; its supervisor starts another one at the next probe. */
  async function kill(): Promise<void> {
    const file = join(product.home, "runtimes", runtimeName(company.projectId), "service.json");
    const { pid } = JSON.parse(await readFile(file, "utf8")) as { pid: number };
    if (pid === killed || !isAlive(pid)) return;
    killed = pid;
    process.kill(pid, "SIGKILL");
  }

  it("the founder pays on Stripe's page: its signed message brings the plan, and a forged one nothing", async () => {
    await open("billing");
    await page.getByRole("button", { name: "Choose Pro" }).click();
    await page.getByRole("button", { name: "Pay and subscribe" }).click();
    await page.getByRole("heading", { name: "Payment successful" }).waitFor();
    const forged = await Promise.all(stripe.events.map((event) => ring(event, "whsec_somebody_elses")));
    expect(new Set(forged)).toEqual(new Set([401]));
    expect(await billing()).toMatchObject({ plan: "free", is_paid: false });

    release = await holdDatabaseStep();
    const told = await Promise.all([...stripe.events, ...stripe.events].map((event) => ring(event)));
    expect(new Set(told)).toEqual(new Set([200]));
    await expect.poll(billing, PATIENCE).toMatchObject({ plan: "pro", is_paid: true });
    await page.getByRole("link", { name: "Return to Greenlight" }).click();
    await page.waitForURL("**/billing?checkout=done");
    await page.getByRole("heading", { level: 2, name: "Pro", exact: true }).waitFor();
    await page.getByText(/^Paid\. It renews on/).waitFor();
    expect(stripe.violations).toEqual([]);
  });

  it("the founder sees each step until the company's own runtime is there", async () => {
    await expect.poll(async () => (await work.runtime()).provisioning?.status, PATIENCE).toBe("running");
    await open("runtime");
    await page.getByText("A runtime of its own is being set up.").waitFor();
    const middle = page.getByRole("region", { name: "Steps of attempt 1, 2 of 8 done" });
    await middle.locator("[data-step=create_database][data-status=running]").waitFor(PATIENCE);
    await release();
    await page.getByRole("heading", { name: "Own runtime" }).waitFor(PATIENCE);
    await page.getByRole("region", { name: "Steps of attempt 1, 8 of 8 done" }).waitFor();
    expect(await work.runtime()).toMatchObject({ mode: "dedicated", status: "active" });
  });

  it("its own runtime publishes the site, does the scheduled task and sends the emails, each with a receipt", async () => {
    const [site, mail] = [
      await work.propose("website.deploy", siteOf("First words")),
      await work.propose("email.send", note("A call")),
    ];
    await approve(site.id);
    await approve(mail.id);
    const run = await scheduledRun();
    await open(`recurring/${run.recurringId}`);
    const line = page.getByRole("list", { name: "Runs" }).getByRole("listitem").first();
    await line.getByText("Finished", { exact: true }).waitFor();
    const proposal = line.getByRole("link", { name: "Open the proposal" });
    expect(await proposal.getAttribute("href")).toMatch(new RegExp(`/approvals/${run.approvalId}$`));
    await approve(run.approvalId);
    for (const id of [site.id, mail.id, run.approvalId]) await expectReceipt(id);
    expect((await work.workedAlone()).toSorted()).toEqual([site.id, mail.id, run.id, run.approvalId].toSorted());
    const { url } = await work.runtime();
    expect(await work.published()).toBe(new URL(url ?? "").href);
    expect(await (await fetch(url ?? "")).text()).toContain("<h1>First words</h1>");
    expect(await subjects()).toEqual(["A call", "A weekly note"]);
  });

  it("killed again and again, it is left for the shared runtime, where the work goes on, and nothing is lost", async () => {
    await open("runtime");
    await page.getByRole("heading", { name: "Own runtime" }).waitFor();
    await kill();
    const between = await work.propose("email.send", note("A call while it is away"));
    await approve(between.id);
    await open("runtime");
    await expect.poll(modeKilled, PATIENCE).toBe("shared");
    await page.getByRole("heading", { name: "Shared runtime" }).waitFor(PATIENCE);
    await page.getByText("The company’s own runtime does not answer. Its work runs on the shared one").waitFor();

    const site = await work.propose("website.deploy", siteOf("Second words"));
    await approve(site.id);
    await expect
      .poll(async () => [await modeKilled(), await work.stateOf(site.id)], PATIENCE)
      .toEqual(["shared", "verified"]);
    await expectReceipt(between.id);
    await expectReceipt(site.id);
    expect(await work.workedAlone()).not.toContain(site.id);
    expect(await (await fetch(await work.published())).text()).toContain("<h1>Second words</h1>");
    expect(await subjects()).toEqual(["A call", "A call while it is away", "A weekly note"]);

    await open("receipts");
    const receipts = page.getByRole("list", { name: "Receipts" }).getByRole("listitem");
    expect(await receipts.count()).toBe(5);
    expect(await receipts.filter({ has: page.getByText("Verified", { exact: true }) }).count()).toBe(5);
    expect(await billing()).toMatchObject({ plan: "pro", is_paid: true });
  });

  const subjects = async (): Promise<unknown[]> => {
    const emails = await emailsTo(LENA, (await product.runtime()).outboxDir);
    return emails.map(({ subject }) => subject).toSorted();
  };

  /** Where the work runs, with the application ended once more. */
  const modeKilled = async (): Promise<string> => {
    await kill();
    return (await work.runtime()).mode;
  };

  /** The step that makes the database waits until what this answers is called: it cannot write down the secrets that it makes. */
  async function holdDatabaseStep(): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: (await product.runtime()).databaseUrl });
    await client.connect();
    await client.query("begin");
    await client.query("lock table project_runtime_secrets in exclusive mode");
    return () => client.end();
  }

  /** A recurring task whose time comes, and the email that it proposes. */
  async function scheduledRun(): Promise<{ id: string; recurringId: string; approvalId: string }> {
    const path = `/api/projects/${company.projectId}/recurring-tasks`;
    const task = await founder.post<{ id: string }>(path, {
      title: "Weekly note",
      cron_expr: "0 7 * * 1",
      timezone: "Europe/London",
      job_type: "actions.propose",
      payload: { action_type: "email.send", payload: note("A weekly note") },
    });
    expect(task.status).toBe(201);
    const due = "update project_recurring_tasks set next_run_at = now(), planned_at = now() where id = $1";
    await queryOf(product, due, [task.body.id]);
    const runs = async (): Promise<RecurringRun[]> =>
      (await founder.get<{ data: RecurringRun[] }>(`${path}/${task.body.id}/runs`)).body.data;
    await expect
      .poll(runs, PATIENCE)
      .toMatchObject([{ trigger: "schedule", state: "finished", result: { links: [{ rel: "approval" }] } }]);
    const [run] = await runs();
    return { id: run?.id ?? "", recurringId: task.body.id, approvalId: run?.result?.links[0]?.id ?? "" };
  }
});
