import type { DnsView } from "@/lib/providers/dns/port";
import type { MailHost } from "./hosts";

export type DkimFinding =
  | { state: "found"; name: string }
  | { state: "revoked"; name: string }
  | { state: "loop"; name: string }
  /** Under none of the usual names; a key may have another one. */
  | { state: "none" }
  | { state: "unknown"; why: string };

const MAX_HOPS = 5;
const keyOf = (record: string): string | null =>
  /(?:^|;)\s*p\s*=\s*([^;]*)/i.exec(record)?.[1]?.replace(/\s/g, "") ?? null;

/** Looks for the keys that a mail host publishes under its usual names: as a text, or behind aliases of its own. */
export async function findDkim(domain: string, { selectors }: MailHost, views: Views): Promise<DkimFinding> {
  const found = await Promise.all(selectors.map((selector) => findKey(`${selector}._domainkey.${domain}`, views)));
  const order = ["found", "revoked", "loop", "unknown", "none"] as const;
  return order.map((state) => found.find((finding) => finding.state === state)).find(Boolean) ?? { state: "none" };
}

/** The zone's own servers for the domain, and any server for the aliases that lead out of it. */
type Views = { zone: DnsView; everywhere: DnsView };

async function findKey(name: string, { zone, everywhere }: Views): Promise<DkimFinding> {
  const seen = new Set<string>();
  let at = name;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    if (seen.has(at)) return { state: "loop", name };
    seen.add(at);
    const view = hop === 0 ? zone : everywhere;
    const alias = await view.cname(at);
    if (alias.state === "unknown") return alias;
    if (alias.state === "found" && alias.values[0] !== undefined) {
      at = alias.values[0];
      continue;
    }
    const texts = await view.txt(at);
    if (texts.state === "unknown") return texts;
    const key = texts.state === "found" ? texts.values.map(keyOf).find((value) => value !== null) : undefined;
    if (key === undefined || key === null) return { state: "none" };
    return { state: key === "" ? "revoked" : "found", name };
  }
  return { state: "loop", name };
}
