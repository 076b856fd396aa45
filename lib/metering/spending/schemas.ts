import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";
import { given, name, text, uuid } from "@/lib/metering/events/schemas";

/** Dollars and tokens of one call nobody can have spent are refused, not rounded. */
const MAX_CALL_USD = 10_000;
const tokens = given(
  z
    .number("must be a number")
    .min(0, "may not be negative")
    .max(1_000_000_000, "is more than one call can use")
    .int("must be a whole number"),
);

/** What one model call cost, as POST /api/cost-events takes it. `cost_usd` is computed from the price table when it is absent. */
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
    purpose: given(text(100)).meta({ description: "What the call was for." }),
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

/** One cost event, or up to 100: stored together or not at all. What is wrong is named by its own field, not by the choice of shapes. */
export const CostEventsBody = z.unknown().transform((body, refinement): CostEvent[] => {
  const parsed = Array.isArray(body) ? CostBatch.safeParse(body) : CostEvent.safeParse(body);
  if (parsed.success) return [parsed.data].flat();
  for (const { path, message } of parsed.error.issues)
    refinement.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
});

export type BudgetState = { current_spend: number; limit: number | null; remaining: number | null };
/** `unpriced`: how many rows are of a model whose price we do not know; they are in no sum of `cost_usd`. */
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
  /** Null: nobody priced this model. */
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
