import { afterAll, beforeAll, expect, test } from "vitest";
import { getDomainStep } from "@/lib/operations/onboarding/get-domain-step";
import { findUnprovenDomain } from "@/lib/operations/onboarding/find-unproven-domain";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { findLastDomain } from "@/lib/outreach/sending-domains/find-last-domain";
import { saveBrand } from "@/lib/company/profile/save-brand";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../../outreach/email-world";
import { startDnsLaboratory, type DnsLaboratory } from "../../providers/dns/dns-laboratory";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";
import { finish, MAILBOX } from "./onboarding-world";

let world: TestWorld;
let laboratory: DnsLaboratory;
let dns: Dns;
beforeAll(async () => {
  laboratory = await startDnsLaboratory();
  dns = dnsResolver({ server: laboratory.server, timeoutMs: 1_500 });
  world = await createTestWorld({ LOCAL_MODE: "true", ...MAILBOX });
});
afterAll(async () => {
  await world.close();
  await laboratory.stop();
});

const saveSender = ({ owner }: Company): Promise<unknown> =>
  saveBrand(owner, { ...BRAND, sender_email: `ada@${DOMAIN}` });
/** The company's emails leave by an account of its own. */
const useOwnAccount = async ({ workspaceId }: Company): Promise<void> => {
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [workspaceId],
  );
};
const domainPart = async ({ viewer }: Company) =>
  (await getProgress(viewer)).steps.find(({ step }) => step === "domain");

test("before there is a sender it is the domain that was checked last, on each device", async () => {
  const { owner, viewer, stranger } = await world.company();
  expect(await getDomainStep(viewer)).toEqual({ domains: [] });
  laboratory.load(zoneOf());
  const state = await verifyDns(owner, { domain: DOMAIN }, dns);
  expect(await getDomainStep(viewer)).toMatchObject({ domains: [{ domain: DOMAIN, needed: false, state }] });
  expect(await findLastDomain(stranger)).toBeNull();
});

test("the tick is given by a check that found everything right, and by nothing else", async () => {
  const company = await world.company();
  await saveSender(company);
  await finish.credentials(company);
  expect(await domainPart(company)).toEqual({ step: "domain", optional: false, complete: false, missing: [] });

  await useOwnAccount(company);
  const named = async () => (await findUnprovenDomain(company.viewer)).missing.map(({ message }) => message);
  expect(await named()).toEqual([`Check the domain ${DOMAIN}: its DNS records have not been looked at yet.`]);
  expect(await getProgress(company.viewer)).toMatchObject({ current_step: "domain" });

  laboratory.load({ ...zoneOf(), [`NS ${DOMAIN}`]: ["!SERVFAIL"] });
  await verifyDns(company.owner, {}, dns);
  expect(await named()).toEqual([expect.stringContaining("have not answered yet")]);
  laboratory.load(zoneOf());
  await verifyDns(company.owner, {}, dns);
  expect(await named()).toEqual([`Correct the DNS records of ${DOMAIN}. There is no SPF record.`]);
  laboratory.load(zoneOf(RIGHT));
  await verifyDns(company.owner, {}, dns);
  expect(await domainPart(company)).toEqual({ step: "domain", optional: false, complete: true, missing: [] });
});

test("the domains of further mailboxes stand beside the sender’s, and each is named", async () => {
  const company = await world.company();
  await saveSender(company);
  await finish.credentials(company);
  await useOwnAccount(company);
  await world.admin.query(
    `insert into genesis.email_provider_config (workspace_id, mailbox, provider, credential_id, sender_name, sender_email)
     select workspace_id, 2, provider, credential_id, 'Grace', 'grace@second-lab.com'
     from genesis.email_provider_config where workspace_id = $1`,
    [company.workspaceId],
  );
  const { domains } = await getDomainStep(company.viewer);
  expect(domains.map(({ domain, needed }) => [domain, needed])).toEqual([
    [DOMAIN, true],
    ["second-lab.com", true],
  ]);
  const { missing } = await findUnprovenDomain(company.viewer);
  expect(missing.map(({ message }) => message)).toEqual([
    expect.stringContaining(DOMAIN),
    expect.stringContaining("second-lab.com"),
  ]);
});

test("a domain that cannot be judged needs nothing", async () => {
  const company = await world.company();
  await finish.brand(company);
  await finish.credentials(company);
  await useOwnAccount(company);
  expect(await findUnprovenDomain(company.viewer)).toEqual({ proven: false, missing: [] });
});
