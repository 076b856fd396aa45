import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { listConcerns } from "@/lib/operations/onboarding/list-concerns";
import type { OnboardingStep } from "@/lib/operations/onboarding/schemas";
import { saveApify } from "@/lib/operations/onboarding/save-apify";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { eraseLead } from "@/lib/outreach/leads/erase-lead";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND, SCHEDULE } from "../../outreach/email-world";
import { startDnsLaboratory, type DnsLaboratory } from "../../providers/dns/dns-laboratory";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";
import { answerKey, LINK, MAILBOX, visitLink } from "./onboarding-world";

let world: TestWorld;
let server: Listening;
let laboratory: DnsLaboratory;
let company: Company;
let leadId: string;
let credentialId: string;
beforeAll(async () => {
  laboratory = await startDnsLaboratory();
  server = await startSmtpServer({ authOptional: true });
  world = await createTestWorld({ ...MAILBOX, TEST_MAILBOX_PORT: String(server.port) });
});
afterAll(async () => {
  await laboratory.stop();
  await server.stop();
  await world.close();
});
const check = () =>
  verifyDns(company.owner, { domain: DOMAIN }, dnsResolver({ server: laboratory.server, timeoutMs: 1_500 }));

beforeEach(async () => {
  company = await world.company();
  const { owner } = company;
  laboratory.load(zoneOf(RIGHT));
  await saveBrand(owner, { ...BRAND, sender_email: `ada@${DOMAIN}`, calendly_link_1: LINK });
  await visitLink(company, 200);
  ({ credential_id: credentialId } = await saveApify(owner, { api_token: "apify_api_x" }));
  await answerKey(world, company, { credentialId, outcome: "right" });
  await check();
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  await saveInfrastructure(owner, SCHEDULE);
  ({ id: leadId } = await addLead(owner, { email: "grace@buyers.example" }));
});

/** The steps without a tick, each with its reasons. */
async function openSteps(): Promise<[OnboardingStep, string[]][]> {
  const { steps } = await getProgress(company.owner);
  return steps
    .filter(({ complete }) => !complete)
    .map(({ step, missing }) => [step, missing.map(({ message }) => message)]);
}

const ofWorkspace = (statement: string) => world.admin.query(statement, [company.workspaceId]);

/** Each step, what happens to its evidence after it was done, how many reasons are given, and whether a launch still starts. */
const STALE: [OnboardingStep, string, () => Promise<unknown>, reasons: number, launches: boolean][] = [
  [
    "domain",
    "the records were taken away",
    async () => {
      laboratory.load(zoneOf());
      await check();
    },
    // Emails of the test mailbox leave from no domain.
    0,
    true,
  ],
  [
    "brand",
    "a rule became stricter than the saved postal address",
    () => ofWorkspace("update genesis.brand_profiles set postal_address = 'Hamburg' where workspace_id = $1"),
    1,
    false,
  ],
  [
    "credentials",
    "the account no longer takes the login",
    () =>
      ofWorkspace(
        "update genesis.mail_account_checks set ok = false, message = 'The password is wrong.' where workspace_id = $1",
      ),
    1,
    true,
  ],
  ["calendar", "the booking page is gone", () => visitLink(company, 404), 1, true],
  [
    "research",
    "the service takes the key no more",
    () => answerKey(world, company, { credentialId, outcome: "expired" }),
    1,
    true,
  ],
  [
    "infrastructure",
    "the time zone ceased to exist",
    () => ofWorkspace("update genesis.infrastructure_config set time_zone = 'Europe/Atlantis' where workspace_id = $1"),
    1,
    false,
  ],
  ["leads", "the last lead was erased", () => eraseLead(company.owner, { leadId, do_not_contact: false }), 1, false],
];

test("before that every step is done, and a launch would start", async () => {
  expect(await openSteps()).toEqual([]);
  expect((await getProgress(company.owner)).ready).toBe(true);
});

test.each(STALE)("%s loses its tick when %s, and says why", async (step, _why, makeStale, reasons, launches) => {
  await makeStale();
  const sentences = Array.from({ length: reasons }, () => expect.stringMatching(/^[A-Z].+\.$/) as string);
  expect(await openSteps()).toEqual([[step, sentences]]);
  expect((await getProgress(company.owner)).ready).toBe(launches);
});

const HOLDING = STALE.filter(([, , , , launches]) => !launches);
test.each(HOLDING)(
  "no launch starts while %s is open because %s, and it names the step",
  async (step, _why, makeStale) => {
    await makeStale();
    const { owner, workspaceId: workspace_id, projectId: project_id } = company;
    const launched = launchIgnition(owner, { workspace_id, project_id });
    await expect(launched).rejects.toMatchObject({ kind: "impossible", details: { missing: [{ step }] } });
  },
);

test("a saved sender that is no address any more opens its step and breaks no page", async () => {
  await ofWorkspace("update genesis.brand_profiles set sender_email = 'jo at example' where workspace_id = $1");
  const { steps, ready } = await getProgress(company.owner);
  const brand = steps.find(({ step }) => step === "brand");
  expect([brand?.complete, brand?.missing.map(({ field }) => field), ready]).toEqual([false, ["sender_email"], false]);
  expect(await listConcerns(company.owner)).toContainEqual(expect.objectContaining({ kind: "off" }));
});
