import { z } from "zod";
import { Finding, SourceState } from "@/lib/outreach/research/schemas";
import { EmailAddress } from "@/lib/platform/email-address";
import type { Plan } from "@/lib/foundation/workspaces/schemas";
import { given, name, text, uuid } from "@/lib/metering/events/schemas";

/** The name that stands for every model without a price of its own. */
export const ANY_OTHER_MODEL = "*";

/** Dearer than any model there is by far: a slip of the decimal point is refused. */
const rate = z
  .number("must be a number of US dollars per million tokens")
  .min(0, "may not be negative")
  .max(10_000, "is more than $10,000 per million tokens");

/** The operator's price of a model, in US dollars per million tokens. Cached tokens cost as much as `input` unless a price is given. */
export const OwnPrice = z.strictObject({
  input: rate,
  output: rate,
  cache_read: rate.optional(),
  cache_write: rate.optional(),
});
export type OwnPrice = z.infer<typeof OwnPrice>;

export const ModelName = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .min(1, "is required")
  .max(200, "may have at most 200 characters");

/** By the model's name in lower case. */
export type OwnPrices = ReadonlyMap<string, OwnPrice>;

/** More dollars or tokens than one call can use are refused, not rounded. */
const MAX_CALL_USD = 10_000;
const tokens = given(
  z
    .number("must be a number")
    .min(0, "may not be negative")
    .max(1_000_000_000, "is more than one call can use")
    .int("must be a whole number"),
);

/** The cost of one model call, as POST /api/cost-events accepts it. `cost_usd` is computed from the price table when it is absent. */
export const CostEvent = z.object(
  {
    provider: name(50).toLowerCase().meta({ description: "The vendor of the model, for example `openai`." }),
    model: name(200).meta({ description: "The model, as its vendor names it." }),
    tokens_in: tokens.meta({ description: "Input tokens." }),
    tokens_out: tokens.meta({ description: "Output tokens." }),
    raw_usage: given(z.record(z.string(), z.unknown(), "must be an object")).meta({
      description: "The `usage` object of the vendor's response, unchanged, instead of tokens.",
    }),
    cost_usd: given(
      z.number("must be a number").min(0, "may not be negative").max(MAX_CALL_USD, "is more than one call can cost"),
    ).meta({ description: "US dollars. By default computed from the price table." }),
    campaign_id: given(uuid).meta({ description: "The campaign." }),
    campaign_name: given(text(200)).meta({ description: "The campaign's name. An unknown name is kept as written." }),
    campaign_group_id: given(uuid).meta({ description: "The campaign group." }),
    contact_email: given(EmailAddress).meta({ description: "The person that the call was about." }),
    purpose: given(text(100)).meta({ description: "The purpose of the call." }),
    workflow_id: given(text(200)).meta({ description: "The workflow that made the call." }),
    run_id: given(text(200)).meta({ description: "The run that made the call." }),
    idempotency_key: given(text(200).min(1, "may not be empty")).meta({
      description: "The same key is stored and charged once. Without a key, every request counts.",
    }),
    is_test: given(z.boolean("must be true or false")).meta({ description: "Stored, and counted nowhere." }),
    metadata: given(z.record(z.string(), z.unknown(), "must be an object")).meta({
      description: "Any other data to keep.",
    }),
  },
  "A cost event must be a JSON object.",
);
export type CostEvent = z.infer<typeof CostEvent>;

const CostBatch = z
  .array(CostEvent)
  .min(1, "A batch needs at least one cost event.")
  .max(100, "A batch may hold at most 100 cost events.");

/** One cost event, or up to 100: stored together or not at all. The error names the field that is wrong, not the union. */
export const CostEventsBody = z.unknown().transform((body, refinement): CostEvent[] => {
  const parsed = Array.isArray(body) ? CostBatch.safeParse(body) : CostEvent.safeParse(body);
  if (parsed.success) return [parsed.data].flat();
  for (const { path, message } of parsed.error.issues)
    refinement.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
});

/** The month's budget after a report. Calls without a known price cost nothing in it and are limited by number instead. */
export type BudgetState = {
  current_spend: number;
  limit: number | null;
  remaining: number | null;
  unpriced_calls: number;
  unpriced_limit: number | null;
};
/** `unpriced`: how many rows have no known price or no tokens; they are in no sum of `cost_usd`. */
export type CostReceipt = {
  ok: true;
  inserted: number;
  deduped: number;
  cost_usd: number;
  unpriced: number;
  budget: BudgetState;
};

export const ListCostsQuery = z.object({
  cursor: z
    .uuid("is not one that this list gave")
    .optional()
    .meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListCostsQuery = z.infer<typeof ListCostsQuery>;

export type CostRow = {
  id: string;
  provider: string;
  model: string;
  tokens_in: number;
  tokens_out: number;
  /** Null: the price is not known. */
  cost_usd: number | null;
  campaign_id: string | null;
  campaign_name: string | null;
  campaign_group_id: string | null;
  contact_email: string | null;
  purpose: string | null;
  workflow_id: string | null;
  run_id: string | null;
  is_test: boolean;
  created_at: string;
};

export const LeadCosts = z.object({
  calls: z.number().int().meta({ description: "The model calls about the lead." }),
  cost_usd: z.number().meta({ description: "Their cost." }),
  unpriced: z
    .number()
    .int()
    .meta({ description: "Those of them whose price is not known, which are not in `cost_usd`." }),
});
export type LeadCosts = z.infer<typeof LeadCosts>;

/** All that research found about one lead, and its cost. */
export const LeadResearch = z.object({
  findings: z.array(Finding),
  sources: z.array(SourceState).meta({ description: "The sources that were asked." }),
  asked_at: z.iso
    .datetime()
    .nullable()
    .meta({ description: "When a member asked for another research, which has not happened yet; null: none waits." }),
  costs: LeadCosts.extend({
    total_usd: z.number().meta({ description: "The model calls and the sources together, as far as both are known." }),
  }),
});
export type LeadResearch = z.infer<typeof LeadResearch>;

/** A workspace's monthly model budget, and the spent part of it. Money in US dollars; null: no limit. */
export type Budget = {
  plan: Plan;
  /** First day of the month, UTC: when the budget begins anew. */
  month: string;
  limit: number | null;
  current_spend: number;
  /** Set aside for calls that are under way. */
  reserved: number;
  unpriced_calls: number;
  unpriced_limit: number | null;
};

export const ListPlansQuery = z.object({
  query: z.string().trim().max(200, "may have at most 200 characters").optional(),
  cursor: z.uuid("is not one that this list gave").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListPlansQuery = z.infer<typeof ListPlansQuery>;

/** A workspace as the administrators' list of plans shows it. */
export type WorkspacePlan = Budget & { workspace_id: string; workspace_name: string; workspace_slug: string };

/** A plan as it can be chosen. */
export type OfferedPlan = { plan: Plan; limit: number | null; unpriced_limit: number | null };

export const SetModelPrice = OwnPrice.extend({ model: ModelName });
export type SetModelPrice = z.infer<typeof SetModelPrice>;
export const ModelNamed = z.object({ model: ModelName });
export type ModelNamed = z.infer<typeof ModelNamed>;

/** A price by the operator's word, in US dollars per million tokens. `by`: where it was set; the page goes before the file. */
export type OperatorPrice = OwnPrice & {
  model: string;
  by: "page" | "file";
  set_by: string | null;
  set_at: string | null;
};
export type ModelPrices = {
  data: OperatorPrice[];
  /** The model that is configured, and what it costs; null: not known. */
  configured: {
    provider: string;
    model: string;
    price: { input: number; output: number; by: "operator" | "list" } | null;
  };
  list: { name: string; keeper: string; version: string; date: string; licence: string; url: string };
};
