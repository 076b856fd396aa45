import type { DnsView } from "@/lib/providers/dns/port";
import { dmarcName } from "./dmarc";
import { dnsHostOf } from "./hosts";
import type { DomainSight } from "./look-at-domain";
import type { DnsPlan, DnsRecord } from "./schemas";
import { isIncluded, MAX_LOOKUPS, mergeSpf, walkSpf } from "./spf";

/** The name inside its zone, as forms of DNS hosts want it. */
export const relativeName = (name: string, zone: string): string =>
  name === zone ? "@" : name.slice(0, -(zone.length + 1));

type Written = Omit<DnsRecord, "purpose" | "type" | "name" | "relative_name" | "replaces"> & { replaces?: string[] };

/** The records that a domain still needs, from what is there: one SPF record, one DMARC record, and keys only from the provider that signs. */
export async function planRecords(sight: DomainSight, view: DnsView, sender: string): Promise<DnsPlan> {
  const { domain, zone, mailHost } = sight;
  const record = (purpose: DnsRecord["purpose"], name: string, written: Written): DnsRecord => ({
    purpose,
    type: "TXT",
    name,
    relative_name: relativeName(name, zone.name),
    replaces: [],
    ...written,
  });
  const records = [
    record("spf", domain, await planSpf(sight, view)),
    record("dkim", dkimNameOf(sight), planDkim(sight)),
    record("dmarc", dmarcName(domain), planDmarc(sight, sender)),
  ];
  const host = dnsHostOf(zone.nameServers);
  const open = records.filter(({ action }) => action !== "keep").length;
  return {
    domain,
    zone: zone.name,
    dns_host: host && { name: host.name, records_url: host.recordsUrl(zone.name) },
    mail_host: mailHost?.name ?? null,
    records,
    message:
      open === 0
        ? "Every record is there."
        : `Enter the records at ${host?.name ?? "your DNS host"}, then check the domain.`,
  };
}

async function planSpf({ spf, walk, mailHost }: DomainSight, view: DnsView): Promise<Written> {
  if (spf.state === "unknown" || walk?.state === "unknown")
    return { action: "wait", value: null, words: "The name servers did not answer. Try again in a minute." };
  if (!mailHost) {
    const words = "Ask the provider of your mail account for its SPF entry: its servers are not known here.";
    return { action: "at_provider", value: null, words };
  }
  const found = spf.state === "found" ? spf.values : [];
  const [first] = found;
  if (first === undefined) {
    const value = mergeSpf([], mailHost.include);
    return { action: "add", value, words: `Lets the servers of ${mailHost.name} send for your domain.` };
  }
  if (found.length === 1 && walk && isIncluded(walk, mailHost.include))
    return { action: "keep", value: first, words: `${mailHost.name} may send already.` };
  const value = mergeSpf(found, mailHost.include);
  const merged = await walkSpf(value, view);
  if (merged.state === "unknown")
    return { action: "wait", value: null, words: "The name servers did not answer. Try again in a minute." };
  if (merged.state === "broken") {
    const words = `The record includes ${merged.at}, which has no valid SPF record: every receiver refuses it. Remove that part, then come back.`;
    return { action: "wait", value: null, words };
  }
  if (merged.lookups > MAX_LOOKUPS) {
    const words = `With ${mailHost.name} the record would need more than ${MAX_LOOKUPS} look-ups, and receivers would ignore it. Remove a service that no longer sends for you, then come back.`;
    return { action: "wait", value: null, words };
  }
  const words =
    found.length > 1
      ? `A domain may have one SPF record and yours has ${found.length}: replace them all by this one.`
      : `Change your SPF record into this one: it keeps what it says and adds ${mailHost.name}. Do not add a second one.`;
  return { action: "replace", value, replaces: found, words };
}

const dkimNameOf = ({ mailHost, domain, dkim }: DomainSight): string =>
  dkim.state === "found" ? dkim.name : `${mailHost?.selectors[0] ?? "selector"}._domainkey.${domain}`;

function planDkim({ mailHost, dkim }: DomainSight): Written {
  if (dkim.state === "found") return { action: "keep", value: null, words: "A key is published." };
  const words = mailHost
    ? `Only ${mailHost.name} can make the key that it signs with: ${mailHost.dkimPath}. Copy the name and the value from there.`
    : "Only the provider of your mail account can make the key that it signs with. Copy the name and the value from its settings.";
  return { action: "at_provider", value: null, words };
}

function planDmarc({ dmarc, domain }: DomainSight, sender: string): Written {
  switch (dmarc.state) {
    case "own":
      return { action: "keep", value: dmarc.record, words: "Your policy is there and stays as it is." };
    case "inherited":
      return { action: "keep", value: null, words: "The policy of the domain above applies." };
    case "unknown":
      return { action: "wait", value: null, words: "The name servers did not answer. Try again in a minute." };
    case "several": {
      const [value = ""] = dmarc.records;
      const words = `A domain may have one DMARC record and yours has ${dmarc.records.length}: keep this one.`;
      return { action: "replace", value, replaces: dmarc.records, words };
    }
    case "invalid":
    case "none": {
      const rua = sender.endsWith(`@${domain}`) ? `; rua=mailto:${sender}` : "";
      const reports = rua === "" ? "" : ` Receivers send their daily reports to ${sender}.`;
      const value = `v=DMARC1; p=none${rua}`;
      const words = `Large providers ask for this policy. It changes nothing about your emails.${reports}`;
      if (dmarc.state === "none") return { action: "add", value, words };
      return {
        action: "replace",
        value,
        replaces: [dmarc.record],
        words: `Your record names no valid policy. ${words}`,
      };
    }
  }
}
