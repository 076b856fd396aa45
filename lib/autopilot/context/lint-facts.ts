import { cleanText } from "@/lib/autopilot/wording/clean-text";
import type { LintItem } from "@/lib/autopilot/wording/schemas";
import type { CompanyRow, Facts } from "./facts";
import { shortRef } from "./short-ref";

const hostOf = (url: string | null): string[] => (url !== null && URL.canParse(url) ? [new URL(url).host] : []);

const ADDRESS = /[^\s<>,;:"“”]+@[^\s<>,;:"“”]+\.\w+/g;

/** People, companies and pages that a text about this company may name. */
function namesOf({
  company,
  threads,
  replies,
  campaigns,
  approvals,
  done,
  deployments,
}: Facts & { company: CompanyRow }): string[] {
  const people = [...threads, ...replies].flatMap(({ contact, name }) => [contact, ...(name ? [name] : [])]);
  const titles = [...approvals, ...done].flatMap(({ title }) => title.match(ADDRESS) ?? []);
  const sites = [company.website, ...deployments.map(({ url }) => url)].flatMap(hostOf);
  const names = [company.name, ...people, ...titles, ...sites, ...campaigns.map(({ name }) => name)];
  return [...new Set(names.map(cleanText).filter((name) => name !== ""))];
}

const VERDICT = { verified: "verified", executed: "accepted" } as const;

/** Actions that were carried out, and whether a checker has seen it. */
function itemsOf({ done }: Facts): LintItem[] {
  return done.flatMap((row): LintItem[] => {
    const verdict = VERDICT[row.state as keyof typeof VERDICT] ?? (row.state === "unverifiable" ? "claimed" : null);
    if (verdict === null) return [];
    const ref = shortRef("a", row.id);
    const [entity] = row.title.match(ADDRESS) ?? [];
    return [{ id: ref, text: cleanText(row.title), ref, verdict, kind: row.kind, entity, at: row.at.slice(0, 10) }];
  });
}

export const lintFactsOf = (facts: Facts & { company: CompanyRow }): { items: LintItem[]; names: string[] } => ({
  items: itemsOf(facts),
  names: namesOf(facts),
});
