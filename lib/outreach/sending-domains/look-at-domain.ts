import type { Dns, DnsView, Looked, MailExchange, Zone } from "@/lib/providers/dns/port";
import { findDkim, type DkimFinding } from "./dkim";
import { findDmarc, type DmarcFinding } from "./dmarc";
import { mailHostOfExchanger, mailHostOfServer, type MailHost } from "./hosts";
import { spfIn, walkSpf, type SpfWalk } from "./spf";

/** RFC 6761, 6762, 7686, 8375, 9476: these names are not in the public DNS. */
const SPECIAL = /(^|\.)(test|example|invalid|localhost|local|onion|alt|internal|home\.arpa|example\.(com|net|org))$/;
/** Domains of mailboxes that anybody can have: their records are their provider's. */
const SHARED =
  /^(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|gmx|web|mail|proton|protonmail|fastmail|zoho)\.(com|de|net|me|co\.uk|fr|it|es|at|ch)$/;

export type Unfit = "special_use" | "shared";

/** Why the records of a domain cannot be judged; null: they can. */
export const unfitOf = (domain: string): Unfit | null => {
  if (SPECIAL.test(domain)) return "special_use";
  return SHARED.test(domain) ? "shared" : null;
};

export type Sender = { domain: string; server: string | null };

export type DomainSight = {
  domain: string;
  zone: Zone;
  /** Of the account that sends, else of the mailboxes; null: neither is known. */
  mailHost: MailHost | null;
  mx: Looked<MailExchange>;
  spf: Looked<string>;
  /** Where the one record leads; null: there is not one. */
  walk: SpfWalk | null;
  dmarc: DmarcFinding;
  dkim: DkimFinding;
};

export type Sight = { state: "seen"; sight: DomainSight } | { state: "none" } | { state: "unknown"; why: string };

/** Looks at everything that decides whether a domain's emails arrive, at the servers of its own zone. */
export async function lookAtDomain({ domain, server }: Sender, dns: Dns): Promise<Sight> {
  const found = await dns.zoneOf(domain);
  if (found.state !== "found") return found;
  const { zone } = found;
  const [mx, texts, dmarc] = await Promise.all([
    zone.view.mx(domain),
    zone.view.txt(domain),
    findDmarc(domain, viewFor(zone, dns)),
  ]);
  const mailHost = server !== null ? mailHostOfServer(server) : hostOf(mx);
  const spf = spfIn(texts);
  const [one, ...more] = spf.state === "found" ? spf.values : [];
  const [walk, dkim] = await Promise.all([
    one !== undefined && more.length === 0 ? walkSpf(one, dns.view) : null,
    mailHost ? findDkim(domain, mailHost, { zone: zone.view, everywhere: dns.view }) : ({ state: "none" } as const),
  ]);
  return { state: "seen", sight: { domain, zone, mailHost, mx, spf, walk, dmarc, dkim } };
}

const hostOf = (mx: Looked<MailExchange>): MailHost | null =>
  mx.state !== "found"
    ? null
    : (mx.values.map(({ exchange }) => mailHostOfExchanger(exchange.toLowerCase().replace(/\.$/, ""))).find(Boolean) ??
      null);

/** Names of the zone at its own servers, others anywhere. */
const viewFor = (zone: Zone, dns: Dns): DnsView => {
  const at = (name: string): DnsView => (name === zone.name || name.endsWith(`.${zone.name}`) ? zone.view : dns.view);
  return {
    txt: (name) => at(name).txt(name),
    mx: (name) => at(name).mx(name),
    cname: (name) => at(name).cname(name),
    address: (name) => at(name).address(name),
  };
};
