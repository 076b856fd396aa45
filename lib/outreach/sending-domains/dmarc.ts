import { getDomain } from "tldts";
import type { DnsView, Looked } from "@/lib/providers/dns/port";

export const isDmarc = (record: string): boolean => /^v=DMARC1\s*(;|$)/i.test(record.trim());

export const dmarcName = (domain: string): string => `_dmarc.${domain}`;

const tagOf = (record: string, tag: string): string | null => {
  const found = record.split(";").map((part) => part.split("="));
  return found.find(([name]) => name?.trim().toLowerCase() === tag)?.[1]?.trim() ?? null;
};
const POLICY = /^(none|quarantine|reject)$/i;

export type DmarcFinding =
  | { state: "own" | "inherited"; record: string; policy: string }
  | { state: "several"; records: string[] }
  | { state: "invalid"; record: string }
  | { state: "none" }
  | { state: "unknown"; why: string };

const dmarcIn = (looked: Looked<string>): Looked<string> =>
  looked.state === "found" ? { state: "found", values: looked.values.filter(isDmarc) } : looked;

/** The policy that receivers apply to a domain: its own, else that of the domain it was registered under, whose `sp` goes before its `p`. */
export async function findDmarc(domain: string, view: DnsView): Promise<DmarcFinding> {
  const own = judge(dmarcIn(await view.txt(dmarcName(domain))), ["p"]);
  const parent = getDomain(domain);
  if (own.state !== "none" || parent === null || parent === domain) return own;
  const above = judge(dmarcIn(await view.txt(dmarcName(parent))), ["sp", "p"]);
  return above.state === "own" ? { ...above, state: "inherited" } : above;
}

function judge(looked: Looked<string>, tags: readonly string[]): DmarcFinding {
  if (looked.state === "unknown") return looked;
  const [record, ...more] = looked.state === "found" ? looked.values : [];
  if (record === undefined) return { state: "none" };
  if (more.length > 0) return { state: "several", records: [record, ...more] };
  const policy = tags.map((tag) => tagOf(record, tag)).find((value) => value !== null);
  return policy && POLICY.test(policy)
    ? { state: "own", record, policy: policy.toLowerCase() }
    : { state: "invalid", record };
}
