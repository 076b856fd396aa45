import { createHash } from "node:crypto";
import type { PlannerTask } from "./fields";

/** One of several wordings, always the same for the same lead. */
export function choose(lead: PlannerTask["lead"], purpose: string, wordings: readonly [string, ...string[]]): string {
  const number = createHash("sha256").update(`${purpose}|${lead.key}`).digest().readUInt32BE(0);
  return wordings[number % wordings.length] ?? wordings[0];
}

const significant = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);

/**
 * The services in the order of how much they share with what is known about the lead. Notes and research decide what is offered but
 * are never quoted: they were not written for the reader.
 */
export function rankServices({ company, lead }: PlannerTask): string[] {
  const known = significant([lead.title, lead.company, lead.notes, lead.research].join(" "));
  const score = (service: string): number => [...significant(service)].filter((word) => known.has(word)).length;
  return company.services.toSorted((a, b) => score(b) - score(a));
}

const ROLES: readonly [RegExp, string][] = [
  [/\b(founder|ceo|owner|president|managing director|geschäftsführer)/i, "lead"],
  [/\b(marketing|growth|brand|cmo|content|communications?)\b/i, "marketing"],
  [/\b(sales|revenue|business development|account|cro)\b/i, "sales"],
  [/\b(engineer|engineering|developer|software|cto|it|data|technology|technical)\b/i, "engineering"],
  [/\b(operations?|coo|logistics|supply|plant|production|office)\b/i, "operations"],
  [/\b(finance|financial|cfo|controller|accounting|purchasing|procurement)\b/i, "finance"],
  [/\b(people|hr|human resources|talent|recruit\w*)\b/i, "people"],
  [/\b(product|design|designer|ux|cpo)\b/i, "product"],
];

/** Which part of a company a title belongs to; empty when it does not say. */
export const roleOf = (title: string): string => ROLES.find(([pattern]) => pattern.test(title))?.[1] ?? "";
