import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { Client } from "pg";
import type { Browser, BrowserContext, FileChooser, Locator, Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ignitionOf, ledgerOf, type Company } from "../e2e/company";
import { launchChromium } from "../support/chromium";
import { Founder, productRuntime } from "../support/founder";
import {
  accessibilityOf,
  errorOf,
  hydrated,
  newProfile,
  partOf,
  passOptionalParts,
  settled,
  signInQuietly,
} from "./visitor";

const RUN = randomUUID().slice(0, 8);
const EMAIL = `wizard-${RUN}@founders.example`;
const PASSWORD = `The "strip" of ${RUN}`;
const CSV = ["Email,First name", `grace-${RUN}@buyers.example,Grace`, `alan-${RUN}@buyers.example,Alan`].join("\r\n");

/** A mail server that keeps the logins which it is shown, and takes one password. */
async function startMailServer(): Promise<{ port: number; logins: string[]; stop: () => Promise<void> }> {
  const logins: string[] = [];
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onAuth: ({ username = "", password = "" }, _session, done) => {
      logins.push(`${username} ${password}`);
      if (password === PASSWORD) return done(null, { user: username });
      done(new Error("The password is wrong"));
    },
    onData: (stream, _session, done) => {
      stream.on("end", () => done());
      stream.resume();
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || !address) throw new Error("The mail server has no port.");
  return { port: address.port, logins, stop: () => new Promise((resolve) => void server.close(() => resolve())) };
}

/** From an empty company to its launch, with a reload, a failing database and a real password on the way. */
describe("the whole wizard", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let founder: Founder;
  let company: Company;
  let database: Client;
  let mail: Awaited<ReturnType<typeof startMailServer>>;

  beforeAll(async () => {
    [browser, founder, mail] = await Promise.all([launchChromium(), Founder.signIn(EMAIL), startMailServer()]);
    database = new Client({ connectionString: (await productRuntime()).databaseUrl });
    await database.connect();
    const { body } = await founder.post<{ id: string; workspace_id: string }>("/api/projects", {
      name: `Wizard ${RUN}`,
      idea: "Engines that compute and print mathematical tables without errors",
    });
    company = { projectId: body.id, workspaceId: body.workspace_id };
    context = await newProfile(browser);
    page = await signInQuietly(context, EMAIL);
  });
  afterAll(async () => {
    await database.end();
    await browser.close();
    await mail.stop();
  });

  const complete = (title: string) => page.getByRole("button", { name: `${title} (complete)` });

  it("saves the company, and a mail account whose password is stored sealed", async () => {
    await page.goto(`/companies/${company.projectId}/onboarding?step=brand`);
    const brand = partOf(page, "Company and sender");
    await brand.getByLabel("Postal address").waitFor();
    await brand.getByLabel("Sender name").fill("Ada Lovelace");
    await brand.getByLabel("Sender email").fill("ada@engines.example");
    await brand.getByLabel("Postal address").fill("1 Engine Street\nLondon NW1, United Kingdom");
    await brand.getByRole("button", { name: "Save and continue" }).click();

    const account = partOf(page, "Mail account");
    await account.getByLabel(/^Server/).fill("127.0.0.1");
    await account.getByLabel("Read replies from this account (IMAP)").uncheck();
    await account.getByText("Unencrypted", { exact: true }).click();
    await account.getByLabel(/^Port/).fill(String(mail.port));
    await account.getByLabel(/^User/).fill("ada");
    await account.getByLabel(/^Password/).fill(PASSWORD);
    await account.getByRole("button", { name: "Save and continue" }).click();
    await partOf(page, "Calendar").getByLabel("Booking link", { exact: true }).waitFor();
    expect(mail.logins.length).toBeGreaterThan(0);

    const { rows } = await database.query<{ stored: string }>(
      "select c::text as stored from genesis.credential_store c where workspace_id = $1 and type = 'smtp'",
      [company.workspaceId],
    );
    expect(rows).toHaveLength(1);
    for (const form of [PASSWORD, RUN, Buffer.from(PASSWORD).toString("base64").slice(0, 16)])
      expect(rows[0]?.stored).not.toContain(form);
  });

  it("stays at a booking link that is wrong, takes one that it cannot judge, and passes research without a key", async () => {
    const calendar = partOf(page, "Calendar");
    const link = calendar.getByLabel("Booking link", { exact: true });
    await link.fill("calendly.com/ada");
    await calendar.getByRole("button", { name: "Save and continue" }).click();
    await calendar.getByText(/^This is a profile\. .+ Visited /).waitFor();
    expect(await link.inputValue()).toBe("https://calendly.com/ada");
    expect(await complete("Calendar").count()).toBe(0);
    await page.getByRole("button", { name: /^Correct the booking link https:\/\/calendly\.com\/ada\./ }).waitFor();

    await link.fill(`https://booking-${RUN}.example/ada`);
    await calendar.getByRole("button", { name: "Save and continue" }).click();
    await complete("Calendar").waitFor();
    const { body } = await founder.get<{ brand: object }>(`/api/onboarding/brand?workspace_id=${company.workspaceId}`);
    expect(body.brand).toMatchObject({
      sender_name: "Ada Lovelace",
      calendly_link_1: `https://booking-${RUN}.example/ada`,
    });

    await partOf(page, "Research").getByRole("button", { name: "Continue without a service" }).click();
    await partOf(page, "When to send").getByLabel("Time zone").waitFor();
  });

  it("shows an error and stays when the database cannot store the sending times, and saves them once it can", async () => {
    const schedule = partOf(page, "When to send");
    const fault = `private.wizard_fault_${RUN}`;
    await database.query(`
      create function ${fault}() returns trigger language plpgsql as $$
      begin
        if new.workspace_id = '${company.workspaceId}' then
          raise exception 'the disk is full' using errcode = 'disk_full';
        end if;
        return new;
      end $$;
      create trigger wizard_fault before insert or update on genesis.infrastructure_config
        for each row execute function ${fault}()`);
    try {
      await schedule.getByLabel("Time zone").selectOption("Europe/London");
      await schedule.getByRole("button", { name: "Save and continue" }).click();
      await schedule.getByText("This part was not saved").waitFor();
      await schedule.getByText(/The database is not answering/).waitFor();
      expect(await complete("When to send").count()).toBe(0);
      expect(await schedule.getByLabel("Time zone").inputValue()).toBe("Europe/London");
      const { body } = await founder.get<{ infrastructure: object | null }>(
        `/api/onboarding/infrastructure?workspace_id=${company.workspaceId}`,
      );
      expect(body.infrastructure).toBeNull();
    } finally {
      await database.query(`drop function ${fault}() cascade`);
    }
    await schedule.getByRole("button", { name: "Save and continue" }).click();
    await partOf(page, "Leads").getByText("Drop a CSV file here").waitFor();
    await complete("When to send").waitFor();
  });

  it("shows the saved parts complete after a reload", async () => {
    await page.reload();
    for (const title of ["Company and sender", "Mail account", "Calendar", "When to send", "Machine"])
      await complete(title).waitFor();
    for (const title of ["Research", "Leads"]) expect(await complete(title).count()).toBe(0);
  });

  it("launches: the launch begins, signs in with the stored password, and becomes active", async () => {
    const leads = partOf(page, "Leads");
    const file = { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };
    await leads.getByLabel("CSV file with leads").setInputFiles(file);
    await leads.getByRole("button", { name: "Import 2 leads" }).click();
    await leads.getByRole("status").filter({ hasText: "The leads are imported" }).waitFor();
    expect((await ignitionOf(founder, company)).status).toBe("not_started");

    const before = mail.logins.length;
    await page.getByRole("region", { name: "Launch" }).getByRole("button", { name: "Launch" }).click();
    await page.waitForURL("**/launch");
    await page.getByRole("heading", { name: "Launched" }).waitFor({ timeout: 90_000 });
    const { status, steps } = await ignitionOf(founder, company);
    expect([status, steps.length, steps.every((step) => step.status === "done")]).toEqual(["active", 7, true]);
    expect((await ledgerOf(founder, company)).filter(({ type }) => type === "ignition.started")).toHaveLength(1);

    // The browser was not asked again: it is the stored password that the server was shown.
    expect(mail.logins.length).toBeGreaterThan(before);
    expect(new Set(mail.logins)).toEqual(new Set([`ada ${PASSWORD}`]));
  });

  it("names a tracking domain in the settings, which then serves links alone", async () => {
    const host = `link-${RUN}.engines.example`;
    await page.goto(`/companies/${company.projectId}/settings#tracking`);
    await settled(page);
    const card = page.getByRole("region", { name: "Tracking domain" });
    await card.getByLabel("Host for links").fill(host);
    await card.getByRole("button", { name: "Use this host" }).click();
    await card.getByRole("button", { name: "Check host" }).click();
    await card.getByText(`${host} could not be judged.`).waitFor();
    await card.getByText(/This name is reserved/).waitFor();
    expect(await card.getByText("Add this CNAME record").count()).toBe(0);
    const clicks = card.getByLabel("Count clicks on links");
    expect(await clicks.isChecked()).toBe(false);
    expect(await card.getByLabel("Count opens").isChecked()).toBe(false);
    expect(await accessibilityOf(page)).toEqual([]);

    const answers = async (path: string): Promise<[number | undefined, string]> => {
      const { port, hostname } = new URL((await productRuntime()).url);
      const asked = request({ host: hostname, port, path, headers: { host: `${host}:${port}` } }).end();
      const [response] = (await once(asked, "response")) as [IncomingMessage];
      return [response.statusCode, Buffer.concat(await response.toArray()).toString()];
    };
    expect(await answers("/.well-known/greenlight-tracking")).toEqual([
      200,
      expect.stringMatching(/^greenlight-tracking=[0-9a-f]{32}\n$/),
    ]);
    for (const path of ["/", "/sign-in", "/api/health", "/g.js", "/api/onboarding/progress"])
      expect((await answers(path))[0], path).toBe(404);
    for (const path of [`/u/${"0".repeat(48)}`, "/api/track/click/forged"])
      expect(await answers(path), path).toEqual([404, expect.stringContaining("This link does not work")]);
    expect(await answers("/api/track/open/forged")).toEqual([200, expect.stringMatching(/^GIF89a/)]);
  });
});

const FILE = { name: "leads.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };

/** No pointer at all, on the screen of a phone. */
describe("the whole wizard by keyboard alone", () => {
  let browser: Browser;
  let page: Page;
  let projectId: string;

  beforeAll(async () => {
    const email = `keys-${RUN}@founders.example`;
    let founder: Founder;
    [browser, founder] = await Promise.all([launchChromium(), Founder.signIn(email)]);
    ({
      body: { id: projectId },
    } = await founder.post<{ id: string }>("/api/projects", {
      name: `Keys ${RUN}`,
      idea: "Engines that compute and print mathematical tables without errors",
    }));
    page = await signInQuietly(await newProfile(browser, { viewport: { width: 390, height: 844 } }), email);
    await page.goto(`/companies/${projectId}/onboarding?step=domain`);
    await partOf(page, "Sending domain").getByRole("button", { name: "Continue" }).waitFor();
  });
  afterAll(() => browser.close());

  const headingOf = (title: string): Locator => page.getByRole("button", { name: new RegExp(`^${title}`) });
  const hasFocus = (element: Locator): Promise<boolean> => element.evaluate((node) => node === document.activeElement);
  const expectFocus = (element: Locator): Promise<void> =>
    expect.poll(() => hasFocus(element), { message: `focus on ${element}` }).toBe(true);
  /** Presses Tab until the element has the focus; one that Tab never reaches fails. */
  async function tabTo(element: Locator): Promise<void> {
    await hydrated(element);
    for (let pressed = 0; pressed < 150; pressed += 1) {
      if (await hasFocus(element)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${element}.`);
  }
  async function press(element: Locator): Promise<void> {
    await tabTo(element);
    await page.keyboard.press("Enter");
  }
  async function type(field: Locator, text: string): Promise<void> {
    await tabTo(field);
    await page.keyboard.type(text);
  }
  const save = (part: Locator): Promise<void> => press(part.getByRole("button", { name: "Save and continue" }));
  const expectFine = async (): Promise<void> => {
    await expect.poll(() => accessibilityOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  };

  it("names a host for links and drops it; the focus stays where the next key is", async () => {
    const part = partOf(page, "Sending domain");
    const host = part.getByLabel("Host for links");
    await type(host, `keys-${RUN}.engines.example`);
    await press(part.getByRole("button", { name: "Use this host" }));
    await expectFocus(part.getByRole("button", { name: "Check host" }));
    await press(part.getByRole("button", { name: "Stop using this host" }));
    await expectFocus(host);
    expect(await host.inputValue()).toBe("");
  });

  it("goes from the domain to the sender; an answer that is missing gets the focus, and a saved part hands it on", async () => {
    await expectFine();
    await press(partOf(page, "Sending domain").getByRole("button", { name: "Continue" }));
    await expectFocus(headingOf("Company and sender"));

    const brand = partOf(page, "Company and sender");
    const address = brand.getByLabel("Postal address");
    await address.waitFor();
    await type(brand.getByLabel("Sender name"), "Ada Lovelace");
    await type(brand.getByLabel("Sender email"), "ada@engines.example");
    await save(brand);
    await expectFocus(address);
    expect(await errorOf(page, address)).toMatch(/street, place and country/);
    await expectFine();
    await page.keyboard.type("1 Engine Street\nLondon NW1, United Kingdom");
    await save(brand);
    await expectFocus(headingOf("Mail account"));
  });

  it("chooses the test mailbox; a save that fails leaves the focus where it can be tried again", async () => {
    const account = partOf(page, "Mail account");
    await press(account.getByRole("button", { name: "Use the built-in test mailbox" }));
    await expectFocus(account.getByRole("button", { name: "Use an account of your own instead" }));
    await expectFine();
    const credentials = "**/api/onboarding/credentials";
    await page.route(credentials, (route) =>
      route.fulfill({ status: 503, json: { error: "The database is not answering.", code: "database.unavailable" } }),
    );
    await save(account);
    await account.getByText("This part was not saved").waitFor();
    await expectFocus(account.getByRole("button", { name: "Save and continue" }));
    await page.unroute(credentials);
    await page.keyboard.press("Enter");
    await expectFocus(headingOf("Calendar"));
    expect(await page.getByRole("button", { name: "Mail account (complete)" }).count()).toBe(1);
  });

  it("passes the two optional parts, each by one button", async () => {
    await partOf(page, "Calendar").getByLabel("Booking link", { exact: true }).waitFor();
    await expectFine();
    await passOptionalParts(page, async (button) => {
      await press(button);
      await expectFine();
    });
    await expectFocus(headingOf("When to send"));
    for (const title of ["Calendar", "Research"])
      expect(await page.getByRole("button", { name: `${title} (complete)` }).count(), title).toBe(0);
  });

  it("saves when to send, imports a file and launches", async () => {
    const schedule = partOf(page, "When to send");
    await schedule.getByLabel("Time zone").waitFor();
    await expectFine();
    await save(schedule);
    await expectFocus(headingOf("Leads"));

    const leads = partOf(page, "Leads");
    const drop = leads.getByLabel("Drop a CSV file here, or choose one");
    await drop.waitFor();
    const chosen: FileChooser[] = [];
    page.once("filechooser", (chooser) => chosen.push(chooser));
    // A browser that was busy for seconds no longer takes a key for somebody's wish to open a window: it is pressed again then.
    await expect.poll(() => press(drop).then(() => chosen.length), { interval: 3_000 }).toBe(1);
    await chosen[0]?.setFiles(FILE);
    await leads.getByRole("button", { name: "Import 2 leads" }).waitFor();
    await expectFine();
    await press(leads.getByRole("button", { name: "Import 2 leads" }));
    await leads.getByRole("status").filter({ hasText: "The leads are imported" }).waitFor();
    const launch = page.getByRole("region", { name: "Launch" }).getByRole("button", { name: "Launch" });
    await expect.poll(() => launch.isEnabled()).toBe(true);
    await press(launch);
    await page.waitForURL("**/launch");
    await page.getByRole("heading", { name: "Launched" }).waitFor({ timeout: 90_000 });
  });
});
