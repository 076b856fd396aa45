import type { LeadList } from "@/lib/outreach/leads/schemas";

/** What leads can be filtered by: the lists of the imports and the tags. */
export type Groups = { data: LeadList[]; tags: string[] };
