import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { checkDomain } from "@/lib/outreach/sending-domains/check-domain";
import { findSendingDomain } from "@/lib/outreach/sending-domains/find-sending-domain";
import { listDueDomains } from "@/lib/outreach/sending-domains/list-due-domains";
import { listSenderDomains } from "@/lib/outreach/sending-domains/list-sender-domains";
import { listWorkspacesToCheck } from "@/lib/outreach/sending-domains/list-workspaces-to-check";
import type { SendingDomain } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { DOMAIN, RIGHT, zoneOf } from "../../operations/onboarding/domain-zone";
import { startDnsLaboratory, type DnsLaboratory } from "../../providers/dns/dns-laboratory";
import { setPacing, useRealAccount } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

const HOUR_MS = 3_600_000;
const WRONG = zoneOf();
const SILENT = zoneOf({ ...RIGHT, [`TXT ${DOMAIN}`]: ["!SERVFAIL"] });

let world: EngineWorld;
let laboratory: DnsLaboratory;
let dns: Dns;
let sender: Sender;
beforeAll(async () => {
  laboratory = await startDnsLaboratory();
  dns = dnsResolver({ server: laboratory.server, timeoutMs: 1_500 });
  world = await createEngineWorld();
});
afterAll(async () => {
  await world.close();
  await laboratory.stop();
});
beforeEach(async () => {
  sender = await world.sender();
  await world.admin.query("update genesis.brand_profiles set sender_email = $2 where workspace_id = $1", [
    sender.company.workspaceId,
    `ada@${DOMAIN}`,
  ]);
  await useRealAccount(world, sender);
  await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, ramp_up = false, domain_limit = 10000");
});

/** The owner, so many hours from now. */
const later = (hours: number): WorkspaceCtx => ({
  ...sender.company.owner,
  now: () => new Date(Date.now() + hours * HOUR_MS),
});
const check = (hours = 0, more: { domain?: string } = {}): Promise<SendingDomain> =>
  checkDomain(
    later(hours),
    { domain: DOMAIN, server: "smtp.gmail.com", address: `ada@${DOMAIN}`, unfit: null, ...more },
    dns,
  );
const told = async (): Promise<string[]> =>
  (await listNotifications(sender.company.owner, { limit: 50 })).data.map(({ type }) => type).toReversed();
const lines = async (): Promise<string[]> =>
  (await world.ledger(sender.company.workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => type.startsWith("sending_domain."));
const taken = async (): Promise<number> => (await sender.claim()).claims.length;

test("a check keeps the records that are expected, what was found, and the evidence for it", async () => {
  laboratory.load(WRONG);
  const checked = await check();
  expect(checked).toMatchObject({ status: "failing", zone: DOMAIN, mail_host: "Google Workspace" });
  expect(checked.records.map(({ purpose, action }) => [purpose, action])).toEqual([
    ["spf", "add"],
    ["dmarc", "add"],
    ["dkim", "at_provider"],
  ]);
  const found = await findSendingDomain(sender.company.viewer, { domain: DOMAIN });
  expect(found?.domain).toEqual(checked);
  expect(found?.history).toEqual([{ checked_at: checked.checked_at, status: "failing" }]);
  const { rows } = await world.admin.query<{ questions: object[] }>(
    "select questions from genesis.dns_checks where workspace_id = $1",
    [sender.company.workspaceId],
  );
  expect(rows[0]?.questions).toEqual(
    expect.arrayContaining([
      { servers: ["ada.ns.cloudflare.com"], type: "TXT", name: DOMAIN, answer: "none", values: [] },
      { servers: ["ada.ns.cloudflare.com"], type: "MX", name: DOMAIN, answer: "found", values: ["1 smtp.google.com"] },
    ]),
  );
  expect(await findSendingDomain(sender.company.stranger, { domain: DOMAIN })).toBeNull();
});

describe("after 72 hours of a certain fault", () => {
  test("cold emails wait, the reason is named, and both end by themselves; each is told once", async () => {
    const { leadId } = await sender.drafted();
    laboratory.load(WRONG);
    expect(await check()).toMatchObject({ status: "failing", paused_at: null });
    await check(1);
    expect((await check(73)).paused_at).not.toBeNull();
    await check(74);

    const { data } = await explainLead(sender.company.viewer, { leadId });
    expect(data[0]?.gates).toMatchObject([{ code: "domain.failing", message: expect.stringContaining("DNS records") }]);
    expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "domain.failing", count: 1 }] });
    expect(await told()).toEqual(["sending_domain.failed", "sending_domain.paused"]);

    laboratory.load(zoneOf(RIGHT));
    expect(await check(75)).toMatchObject({
      status: "verified",
      failing_since: null,
      pauses_at: null,
      paused_at: null,
    });
    await check(76);
    expect(await taken()).toBe(1);
    expect(await told()).toEqual(["sending_domain.failed", "sending_domain.paused", "sending_domain.resumed"]);
    expect(await lines()).toEqual(["sending_domain.failed", "sending_domain.paused", "sending_domain.resumed"]);
  });

  test("but not after servers that do not answer: the clock and the expected records stay as they were", async () => {
    await sender.drafted();
    laboratory.load(SILENT);
    await check();
    await check(100);
    expect(await lines()).toEqual([]);
    laboratory.load(WRONG);
    const { records } = await check(101);
    laboratory.load({ ...zoneOf(RIGHT), [`NS ${DOMAIN}`]: ["!REFUSED"] });
    const unanswered = await check(200);
    expect(unanswered).toMatchObject({ status: "unknown", paused_at: null, records });
    expect(unanswered.checks.every(({ verdict }) => verdict === "unknown")).toBe(true);
    expect(await taken()).toBe(1);
  });

  test("but not for the built-in test mailbox, whose emails reach only its screen", async () => {
    await world.admin.query(
      "update genesis.email_provider_config set uses_test_mailbox = true where workspace_id = $1",
      [sender.company.workspaceId],
    );
    await sender.drafted();
    laboratory.load(WRONG);
    await check();
    expect(await check(100)).toMatchObject({ paused_at: null });
    expect(await taken()).toBe(1);
    expect(await told()).toEqual([]);
  });
});

test("a check that ends after a later one changes nothing but the history", async () => {
  laboratory.load(zoneOf(RIGHT));
  const newest = await check(2);
  laboratory.load(WRONG);
  expect(await check(1)).toEqual(newest);
  expect((await findSendingDomain(sender.company.owner, { domain: DOMAIN }))?.history).toHaveLength(2);
});

test("a domain is due when a mailbox was saved that sends from it, and when its time has come", async () => {
  const { owner, viewer, workspaceId } = sender.company;
  expect(await listSenderDomains(viewer)).toMatchObject([{ mailbox: 1, domain: DOMAIN, sends: true }]);
  expect(await listDueDomains(viewer)).toEqual([DOMAIN]);
  expect(await listWorkspacesToCheck(world.system(), 500)).toContain(workspaceId);
  laboratory.load(zoneOf(RIGHT));
  await check();
  expect(await listDueDomains(owner)).toEqual([]);
  expect(await listWorkspacesToCheck(world.system(), 500)).not.toContain(workspaceId);
  expect(await listDueDomains(later(25))).toEqual([DOMAIN]);
  await world.admin.query("update genesis.email_provider_config set provider = 'gmail' where workspace_id = $1", [
    workspaceId,
  ]);
  expect(await listDueDomains(owner)).toEqual([DOMAIN]);
  expect(await listSenderDomains(owner)).toMatchObject([{ server: "smtp.gmail.com" }]);
});

test("records of a hostile zone are kept without what a database refuses", async () => {
  laboratory.load(
    zoneOf({
      [`TXT ${DOMAIN}`]: ["v=spf1 a\0b include:x -all"],
      [`TXT _dmarc.${DOMAIN}`]: [`v=DMARC1; p=none; ${"x".repeat(9_000)}`],
    }),
  );
  const { records } = await check();
  expect(records.find(({ purpose }) => purpose === "dmarc")).toMatchObject({ action: "keep", value: null });
});

test("at most 30 domains are kept, and a viewer checks none", async () => {
  const { viewer, workspaceId } = sender.company;
  await world.admin.query(
    `insert into genesis.sending_domains (workspace_id, domain, status, message, checked_at)
     select $1, 'd' || n || '.example.net', 'unknown', '', now() from generate_series(1, 30) n`,
    [workspaceId],
  );
  await expect(check()).rejects.toMatchObject({ kind: "impossible", code: "domain.too_many" });
  const sought = { domain: DOMAIN, server: null, address: "", unfit: null };
  await expect(checkDomain(viewer, sought, dns)).rejects.toMatchObject({ code: "permission.missing" });
});
