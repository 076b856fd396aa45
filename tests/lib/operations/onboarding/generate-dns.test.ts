import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateDns } from "@/lib/operations/onboarding/generate-dns";
import { verifyDns } from "@/lib/operations/onboarding/verify-dns";
import type { DnsPlan, DnsRecord } from "@/lib/outreach/sending-domains/schemas";
import type { Dns } from "@/lib/providers/dns/port";
import { dnsResolver } from "@/lib/providers/dns/resolver";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { startDnsLaboratory, type DnsLaboratory, type ZoneFile } from "../../providers/dns/dns-laboratory";
import { DOMAIN, RIGHT, zoneOf } from "./domain-zone";

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

async function plan(zone: ZoneFile, domain = DOMAIN): Promise<DnsPlan> {
  laboratory.load(zone);
  return generateDns(company.owner, { domain }, dns);
}
const recordOf = ({ records }: DnsPlan, purpose: DnsRecord["purpose"]): DnsRecord => {
  const record = records.find((each) => each.purpose === purpose);
  if (!record) throw new Error(`There is no ${purpose} record.`);
  return record;
};
/** As the form of a DNS host takes it: the zone is added to the name. */
function enter({ zone, records }: DnsPlan): void {
  for (const { relative_name, value, action } of records) {
    if (action !== "add" && action !== "replace") continue;
    laboratory.enter(relative_name === "@" ? `${zone}` : `${relative_name}.${zone}`, value ?? "");
  }
}

describe("generated records are right in one round", () => {
  const HOSTS = [
    ["Cloudflare", "ada.ns.cloudflare.com", `https://dash.cloudflare.com/?to=/:account/${DOMAIN}/dns/records`],
    ["GoDaddy", "ns07.domaincontrol.com", `https://dcc.godaddy.com/control/dnsmanagement?domainName=${DOMAIN}`],
    ["Amazon Route 53", "ns-12.awsdns-01.co.uk", "https://console.aws.amazon.com/route53/v2/hostedzones"],
    [
      "Namecheap",
      "dns1.registrar-servers.com",
      `https://ap.www.namecheap.com/Domains/DomainControlPanel/${DOMAIN}/advancedns`,
    ],
    ["DigitalOcean", "ns1.digitalocean.com", `https://cloud.digitalocean.com/networking/domains/${DOMAIN}`],
  ] as const;
  const BEFORE: [string, ZoneFile][] = [
    ["without records", {}],
    ["with another sender", { [`TXT ${DOMAIN}`]: ["v=spf1 a mx ip4:192.0.2.7 -all"] }],
    [
      "with two SPF and two DMARC records",
      {
        [`TXT ${DOMAIN}`]: ["v=spf1 mx ~all", "v=spf1 ip4:192.0.2.8 -all"],
        [`TXT _dmarc.${DOMAIN}`]: ["v=DMARC1; p=none", "v=DMARC1; p=reject"],
      },
    ],
  ];
  test.each(HOSTS)("at %s", async (name, nameServer, recordsUrl) => {
    for (const [before, more] of BEFORE) {
      const planned = await plan(zoneOf(more, nameServer));
      expect(planned).toMatchObject({ zone: DOMAIN, mail_host: "Google Workspace" });
      expect(planned.dns_host).toEqual({ name, records_url: recordsUrl });
      enter(planned);
      // The key comes from the provider that signs.
      laboratory.enter(`google._domainkey.${DOMAIN}`, "v=DKIM1; k=rsa; p=MIIB");
      const { status, checks } = await verifyDns(company.owner, { domain: DOMAIN }, dns);
      expect({ before, status, open: checks.filter(({ verdict }) => verdict !== "yes") }).toEqual({
        before,
        status: "verified",
        open: [],
      });
    }
  });

  test("and right records are kept as they are", async () => {
    const { records, message } = await plan(zoneOf(RIGHT));
    expect(records.map(({ action }) => action)).toEqual(["keep", "keep", "keep"]);
    expect(message).toBe("Every record is there.");
  });
});

test("a record that is there is changed and keeps what it says, never doubled", async () => {
  const before = "v=spf1 a include:mail.lab-mail.net -all";
  const planned = await plan(zoneOf({ [`TXT ${DOMAIN}`]: [before], "TXT mail.lab-mail.net": ["v=spf1 -all"] }));
  expect(recordOf(planned, "spf")).toMatchObject({
    action: "replace",
    name: DOMAIN,
    relative_name: "@",
    value: "v=spf1 a include:mail.lab-mail.net include:_spf.google.com -all",
    replaces: [before],
  });
});

test("names are whole and relative to the zone, also for a subdomain", async () => {
  const sub = `go.${DOMAIN}`;
  const planned = await plan(zoneOf({ [`MX ${sub}`]: ["1 smtp.google.com"] }), sub);
  expect(recordOf(planned, "spf")).toMatchObject({ name: sub, relative_name: "go" });
  expect(recordOf(planned, "dmarc")).toMatchObject({ name: `_dmarc.${sub}`, relative_name: "_dmarc.go" });
});

test("no record is generated that receivers would ignore", async () => {
  const ten = Array.from({ length: 10 }, (_, at) => `include:s${at}.lab-mail.net`).join(" ");
  const zones = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`TXT s${at}.lab-mail.net`, ["v=spf1 ~all"]]));
  const spf = recordOf(await plan(zoneOf({ [`TXT ${DOMAIN}`]: [`v=spf1 ${ten} ~all`], ...zones })), "spf");
  expect(spf).toMatchObject({ action: "wait", value: null });
  expect(spf.words).toContain("more than 10 look-ups");
});

test("a key is never invented, and no record is made while the name servers are silent", async () => {
  const dkim = recordOf(await plan(zoneOf()), "dkim");
  expect(dkim).toMatchObject({ action: "at_provider", value: null });
  const silent = await plan(zoneOf({ [`TXT ${DOMAIN}`]: ["!SERVFAIL"], [`TXT _dmarc.${DOMAIN}`]: ["!SERVFAIL"] }));
  expect(silent.records.map(({ action, value }) => [action, value])).toEqual([
    ["wait", null],
    ["at_provider", null],
    ["wait", null],
  ]);
});

test.each(["acme.example", "gmail.com", "northwind-nowhere.com"])(
  "%s gets no records, and the reason",
  async (domain) => {
    const planned = await plan(zoneOf(), domain);
    expect(planned).toMatchObject({ zone: null, records: [] });
    expect(planned.message).not.toBe("");
  },
);
