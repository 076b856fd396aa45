import { createHash } from "node:crypto";
import type { PlannerTask } from "./fields";

type Choice = { purpose: string; variant: number };

/** One of several wordings, always the same for the same lead; the next variant is another one. */
export function choose(
  lead: PlannerTask["lead"],
  { purpose, variant }: Choice,
  wordings: readonly [string, ...string[]],
): string {
  const number = createHash("sha256").update(`${purpose}|${lead.key}`).digest().readUInt32BE(0);
  return wordings[(number + variant) % wordings.length] ?? wordings[0];
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
