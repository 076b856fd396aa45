import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { POST as saveApify } from "@/app/api/onboarding/apify/route";
import { POST as saveBrand } from "@/app/api/onboarding/brand/route";
import { POST as saveCredential } from "@/app/api/onboarding/credentials/route";
import { POST as verifyDns } from "@/app/api/onboarding/dns/verify/route";
import { PUT as keepDraft } from "@/app/api/onboarding/drafts/route";
import { POST as saveSchedule } from "@/app/api/onboarding/infrastructure/route";
import { POST as saveProgress } from "@/app/api/onboarding/progress/route";
import { POST as setUpTracking } from "@/app/api/onboarding/tracking/setup/route";
import { POST as visitLink } from "@/app/api/onboarding/validate-calendly/route";
import { POST as addLead } from "@/app/api/leads/route";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND, SCHEDULE } from "../../outreach/email-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { MAILBOX } from "./onboarding-world";

// Clerk's auth() works inside Next only; whom it says to have verified is given here.
const session = vi.hoisted(() => ({ claims: null as { sub: string; email: string } | null }));
vi.mock("@clerk/nextjs/server", () => ({
  auth: async () => ({ userId: session.claims?.sub ?? null, sessionClaims: session.claims }),
}));

let world: TestWorld;
let server: Listening;
let company: Company;
beforeAll(async () => {
  server = await startSmtpServer({ authOptional: true });
  world = await createTestWorld({ ...MAILBOX, TEST_MAILBOX_PORT: String(server.port) });
  company = await world.company();
  session.claims = { sub: company.founder.user.userId, email: company.founder.user.email };
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

type Save = typeof saveBrand;
const ask = (save: Save, body: object, method = "POST"): Promise<Response> =>
  save(
    new Request("http://127.0.0.1/", {
      method,
      headers: { authorization: "Bearer session", "content-type": "application/json" },
      body: JSON.stringify({ workspace_id: company.workspaceId, ...body }),
    }),
    { params: Promise.resolve({}) },
  );

/** While it runs, nothing of this company can be written to the table. */
async function withoutTable<T>(table: string, run: () => Promise<T>): Promise<T> {
  await world.admin.query(`
    create function private.step_fault() returns trigger language plpgsql as $$
    begin
      if new.workspace_id = '${company.workspaceId}' then
        raise exception 'could not extend file' using errcode = 'disk_full';
      end if;
      return new;
    end $$;
    create trigger step_fault before insert or update on ${table} for each row execute function private.step_fault()`);
  try {
    return await run();
  } finally {
    await world.admin.query("drop function private.step_fault() cascade");
  }
}
const completeSteps = async (): Promise<string[]> =>
  (await getProgress(company.owner)).steps.filter(({ complete }) => complete).map(({ step }) => step);

/** The link of a profile is no booking link, which is known without a visit. */
const LINK = "https://calendly.com/ada";

/** Each save of the wizard, in its order: its table, and the step that it completes. */
const SAVES: [name: string, save: Save, body: object, table: string, step: string | null][] = [
  ["where the founder is", saveProgress, { current_step: "brand" }, "genesis.onboarding_progress", null],
  ["the check of the domain", verifyDns, { domain: "northwind.example" }, "genesis.sending_domains", null],
  ["the host of links", setUpTracking, { host: "link.northwind.example" }, "genesis.tracking_domains", null],
  ["company and sender", saveBrand, { ...BRAND, calendly_link_1: LINK }, "genesis.brand_profiles", "brand"],
  ["the visit of a booking link", visitLink, { link: LINK }, "genesis.onboarding_progress", null],
  ["a key of research", saveApify, { api_token: "apify_api_x" }, "genesis.credential_store", null],
  [
    "the mail account",
    saveCredential,
    { type: "smtp", use_test_mailbox: true },
    "genesis.credential_store",
    "credentials",
  ],
  ["when to send", saveSchedule, SCHEDULE, "genesis.infrastructure_config", "infrastructure"],
  ["a lead", addLead, { email: "grace@buyers.example" }, "genesis.leads", "leads"],
];

describe("a save that the database cannot store says so, completes nothing, and works once it can", () => {
  test.each(SAVES)("%s", async (_name, save, body, table, step) => {
    const before = await completeSteps();
    const failed = await withoutTable(table, () => ask(save, body));
    expect(failed.status).toBe(503);
    expect(failed.headers.get("retry-after")).not.toBeNull();
    const { error, code } = (await failed.json()) as { error: string; code: string };
    expect(code).toMatch(/^database\./);
    expect(error).not.toMatch(/extend file|disk/);
    expect(await completeSteps()).toEqual(before);

    expect((await ask(save, body)).ok).toBe(true);
    const after = await completeSteps();
    expect(after.filter((done) => !before.includes(done))).toEqual(step === null ? [] : [step]);
  });

  test("typed answers", async () => {
    const draft = { part: "brand", revision: null, read: { tone: "" }, typed: { tone: "Short" } };
    const failed = await withoutTable("genesis.onboarding_drafts", () => ask(keepDraft, draft, "PUT"));
    expect(failed.status).toBe(503);
    expect((await ask(keepDraft, draft, "PUT")).ok).toBe(true);
  });
});
