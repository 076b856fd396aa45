import type { LeadList } from "@/lib/outreach/leads/schemas";

/** The lists of the imports and the tags, by which leads can be filtered. */
export type Groups = { data: LeadList[]; tags: string[] };
