import type { Source } from "@/lib/contracts/engine-research";

/** One thing that is known of a lead, with the line that says so. */
export type Finding = {
  number: number;
  fact: string;
  url: string;
  quote: string;
  /** `YYYY-MM-DD`; null: the source names no day. */
  dated: string | null;
  source: Source;
  found_at: string;
};

/** The last answer of a source. `cost_usd`: at the founder's own account there; null: not known. */
export type SourceState = {
  source: Source;
  outcome: "read" | "empty" | "failed";
  reason: string | null;
  cost_usd: number | null;
  read_at: string;
};
