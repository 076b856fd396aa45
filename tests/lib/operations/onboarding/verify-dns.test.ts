import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import type { Dns } from "@/lib/providers/dns/port";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { startDnsLaboratory, type DnsLaboratory, type ZoneFile } from "../../providers/dns/dns-laboratory";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";
import { finish } from "./onboarding-world";

let world: TestWorld;
let laboratory: DnsLaboratory;
let dns: Dns;
let company: Company;
beforeAll(async () => {
  laboratory = await startDnsLaboratory();
  dns = dnsResolver({ server: laboratory.server, timeoutMs: 150 });
  world = await createTestWorld();
  company = await world.company();
});
afterAll(async () => {
  await world.close();
  await laboratory.stop();
});

/** The status, then each finding, as `purpose verdict code`. */
async function verdicts(zone: ZoneFile, domain = DOMAIN): Promise<string[]> {
  laboratory.load(zone);
  const { status, checks } = await verifyDns(company.owner, { domain }, dns);
  return [status, ...checks.map(({ purpose, verdict, code }) => `${purpose} ${verdict} ${code}`)];
}
const spf = (record: string): ZoneFile => ({ [`TXT ${DOMAIN}`]: [record] });
const dmarc = (...records: string[]): ZoneFile => ({ [`TXT _dmarc.${DOMAIN}`]: records });
const ELEVEN = Array.from({ length: 10 }, (_, at) => `include:s${at}.lab-mail.net`).join(" ");
const TEN_ZONES = Object.fromEntries(
  Array.from({ length: 10 }, (_, at) => [`TXT s${at}.lab-mail.net`, ["v=spf1 ip4:192.0.2.9 ~all"]] as const),
);
const LOOP: ZoneFile = {
  [`CNAME google._domainkey.${DOMAIN}`]: ["a.lab-mail.net"],
  "CNAME a.lab-mail.net": ["b.lab-mail.net"],
  "CNAME b.lab-mail.net": ["a.lab-mail.net"],
};
const without = (...keys: string[]): ZoneFile =>
  Object.fromEntries(Object.entries(zoneOf(RIGHT)).filter(([key]) => !keys.includes(key)));

const SPF_RIGHT = "spf yes spf.right";
const DMARC_RIGHT = "dmarc yes dmarc.right";
const DKIM_RIGHT = "dkim yes dkim.right";
const MX_RIGHT = "mx yes mx.right";

test("right records are verified, a key in several strings included", async () => {
  expect(await verdicts(zoneOf(RIGHT))).toEqual(["verified", SPF_RIGHT, DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT]);
});

describe("a certain fault fails", () => {
  const CASES: [string, ZoneFile, string[]][] = [
    ["no records", zoneOf(), ["spf no spf.missing", "dmarc no dmarc.missing", "dkim unknown dkim.unseen", MX_RIGHT]],
    [
      "two SPF records",
      zoneOf({ ...RIGHT, [`TXT ${DOMAIN}`]: ["v=spf1 include:_spf.google.com ~all", "v=spf1 mx -all"] }),
      ["spf no spf.several", DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "eleven look-ups",
      zoneOf({ ...RIGHT, ...TEN_ZONES, ...spf(`v=spf1 ${ELEVEN} include:_spf.google.com ~all`) }),
      ["spf no spf.too_long", DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "an include that is not there",
      zoneOf({ ...RIGHT, ...spf("v=spf1 include:gone.lab-mail.net include:_spf.google.com ~all") }),
      ["spf no spf.broken", DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "an open record",
      zoneOf({ ...RIGHT, ...spf("v=spf1 include:_spf.google.com +all") }),
      ["spf no spf.open", DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "another sender’s record",
      zoneOf({ ...RIGHT, ...spf("v=spf1 mx -all") }),
      ["spf no spf.other", DMARC_RIGHT, DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "two policies",
      zoneOf({ ...RIGHT, ...dmarc("v=DMARC1; p=none", "v=DMARC1; p=reject") }),
      [SPF_RIGHT, "dmarc no dmarc.several", DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "no valid policy",
      zoneOf({ ...RIGHT, ...dmarc("v=DMARC1; rua=mailto:jo@northwind-lab.com") }),
      [SPF_RIGHT, "dmarc no dmarc.invalid", DKIM_RIGHT, MX_RIGHT],
    ],
    [
      "a wildcard that answers for every name",
      { ...without(`TXT _dmarc.${DOMAIN}`, `TXT google._domainkey.${DOMAIN}`), [`TXT *.${DOMAIN}`]: ["v=spf1 -all"] },
      [SPF_RIGHT, "dmarc no dmarc.missing", "dkim unknown dkim.unseen", MX_RIGHT],
    ],
  ];
  test.each(CASES)("%s", async (_name, zone, expected) => {
    expect(await verdicts(zone)).toEqual(["failing", ...expected]);
  });

  test("a domain that does not exist", async () => {
    expect(await verdicts(zoneOf(), "northwind-nowhere.com")).toEqual(["failing", "spf no domain.none"]);
  });
});

describe("advice does not fail a domain", () => {
  test.each([
    [
      "aliases of a key that lead in a circle",
      { ...without(`TXT google._domainkey.${DOMAIN}`), ...LOOP },
      "dkim no dkim.loop",
    ],
    [
      "a key that was revoked",
      zoneOf({ ...RIGHT, [`TXT google._domainkey.${DOMAIN}`]: ["v=DKIM1; p="] }),
      "dkim no dkim.revoked",
    ],
  ])("%s", async (_name, zone, finding) => {
    expect(await verdicts(zone)).toEqual(["verified", SPF_RIGHT, DMARC_RIGHT, finding, MX_RIGHT]);
  });
});

describe("a fault on the way never reads as a failure", () => {
  const FAULTS = ["!SERVFAIL", "!REFUSED", "!silence"];
  test.each(FAULTS)("%s of each record alone, and of the zone", async (fault) => {
    for (const name of [DOMAIN, `_dmarc.${DOMAIN}`]) {
      const [status] = await verdicts(zoneOf({ ...RIGHT, [`TXT ${name}`]: [fault] }));
      expect({ name, status }).toEqual({ name, status: "unknown" });
    }
    expect(await verdicts(zoneOf({ ...RIGHT, "TXT _spf.google.com": [fault] }))).toContain(
      "spf unknown dns.unanswered",
    );
    expect(await verdicts(zoneOf({ ...RIGHT, [`TXT google._domainkey.${DOMAIN}`]: [fault] }))).toContain(
      "dkim unknown dns.unanswered",
    );
    const [status, ...findings] = await verdicts(zoneOf({ ...RIGHT, [`NS ${DOMAIN}`]: [fault] }));
    expect(status).toBe("unknown");
    expect(findings.map((finding) => finding.replace(/^\w+ /, ""))).toEqual(
      findings.map(() => "unknown dns.unanswered"),
    );
  });

  test.each([
    ["acme.example", "spf unknown domain.special_use"],
    ["acme.test", "spf unknown domain.special_use"],
    ["gmail.com", "spf unknown domain.shared"],
  ])("%s cannot be judged", async (domain, finding) => {
    expect(await verdicts(zoneOf(), domain)).toEqual(["unknown", finding]);
  });
});

test("a subdomain takes its parent’s policy, `sp` before `p`, and never its parent’s SPF", async () => {
  const zone = zoneOf({
    ...RIGHT,
    ...dmarc("v=DMARC1; p=reject; sp=quarantine"),
    [`MX mail.${DOMAIN}`]: ["1 smtp.google.com"],
  });
  laboratory.load(zone);
  const { checks } = await verifyDns(company.owner, { domain: `mail.${DOMAIN}` }, dns);
  expect(checks.map(({ code }) => code)).toEqual(["spf.missing", "dmarc.inherited", "dkim.unseen", "mx.right"]);
  expect(checks[1]?.words).toContain("quarantine");
});

test("the domain is that of the saved sender; without one it has to be named", async () => {
  const { owner, ...rest } = await world.company();
  await expect(verifyDns(owner, {}, dns)).rejects.toMatchObject({ code: "dns.no_domain" });
  await finish.brand({ owner, ...rest });
  expect((await verifyDns(owner, {}, dns)).checks[0]?.code).toMatch(/^(domain|spf)\./);
});
