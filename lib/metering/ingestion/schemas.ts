import { z } from "zod";

export const EventType = z.enum([
  "sent",
  "delivered",
  "bounced",
  "replied",
  "opt_out",
  "opened",
  "clicked",
  "complained",
]);
export type EventType = z.infer<typeof EventType>;

/** What a workflow leaves empty arrives as null; both mean "not given". */
export const given = <T extends z.ZodType>(schema: T) => schema.nullish();
export const isGiven = <T>(value: T): value is NonNullable<T> => value !== undefined && value !== null;

export const text = (max: number) =>
  z.string("must be text").max(max, `may have at most ${max.toLocaleString("en")} characters`);
const required = { error: ({ input }: { input?: unknown }) => (input === undefined ? "is required" : "must be text") };
const uuid = z.uuid("must be a uuid").toLowerCase();

const EARLIEST = Date.UTC(2000, 0, 1);
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/**
 * Times of machines whose clocks are a little wrong are taken; times nobody can have meant are not. Written in UTC: Postgres does not
 * know every offset and every length of a fraction that ISO 8601 allows.
 */
export const EventTime = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with a zone, like 2026-11-21T12:00:00Z" })
  .refine((time) => Date.parse(time) >= EARLIEST, "lies before the year 2000")
  .refine((time) => Date.parse(time) <= Date.now() + CLOCK_SKEW_MS, "lies more than a day in the future")
  .overwrite((time) => (Number.isNaN(Date.parse(time)) ? time : new Date(time).toISOString()));

/**
 * A domain with other letters than ASCII is the same domain in its ASCII form (punycode), which is how mail servers, imported leads and
 * the suppression list write it: an opt-out under either spelling stops the same person. What comes before the @ is only composed.
 */
function oneSpelling(address: string): string {
  const [mailbox = "", domain = ""] = address.normalize("NFC").split("@");
  if (/^\p{ASCII}*$/u.test(domain)) return `${mailbox}@${domain}`;
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return "";
  return URL.canParse(`http://${domain}`) ? `${mailbox}@${new URL(`http://${domain}`).hostname}` : "";
}

const ADDRESS = /^[^\s@<>",;:]+@[^\s@<>",;:]+$/;
const EmailAddress = z
  .string(required)
  .trim()
  .toLowerCase()
  .overwrite((address) => (ADDRESS.test(address) ? oneSpelling(address) : address))
  .max(254, "may have at most 254 characters")
  .regex(ADDRESS, "must be an email address");

/** One thing that happened to a mail, as POST /api/events takes it. The door has read `workspace_id`. */
export const NewEvent = z.object(
  {
    contact_email: EmailAddress,
    event_type: z.enum(EventType.options, {
      error: ({ input }) => (input === undefined ? "is required" : `must be one of ${EventType.options.join(", ")}`),
    }),
    idempotency_key: z.string(required).min(1, "is required").max(200, "may have at most 200 characters"),
    campaign: given(text(200)),
    campaign_id: given(uuid),
    campaign_group_id: given(uuid),
    step: given(
      z
        .number("must be a number from 1 to 10")
        .min(1, "must be from 1 to 10")
        .max(10, "must be from 1 to 10")
        .int("must be a whole number"),
    ),
    provider: given(text(50)),
    provider_message_id: given(text(200)),
    event_ts: given(EventTime),
    subject: given(text(500)),
    body: given(text(50_000)),
    n8n_execution_id: given(text(200)),
    is_test: given(z.boolean("must be true or false")),
    metadata: given(z.record(z.string(), z.unknown(), "must be an object")),
  },
  "An event must be a JSON object.",
);
export type NewEvent = z.infer<typeof NewEvent>;

/** Dollars and tokens of one call nobody can have spent are refused, not rounded. */
const MAX_CALL_USD = 10_000;
const tokens = given(
  z
    .number("must be a number")
    .min(0, "may not be negative")
    .max(1_000_000_000, "is more than one call can use")
    .int("must be a whole number"),
);
export const name = (max: number) =>
  z.string(required).trim().min(1, "is required").max(max, `may have at most ${max} characters`);

/** What one model call cost, as POST /api/cost-events takes it. `cost_usd` is computed from the price table when it is absent. */
export const CostEvent = z.object(
  {
    provider: name(50).toLowerCase(),
    model: name(200),
    tokens_in: tokens,
    tokens_out: tokens,
    raw_usage: given(z.record(z.string(), z.unknown(), "must be an object")),
    cost_usd: given(
      z.number("must be a number").min(0, "may not be negative").max(MAX_CALL_USD, "is more than one call can cost"),
    ),
    campaign_id: given(uuid),
    campaign_name: given(text(200)),
    campaign_group_id: given(uuid),
    contact_email: given(EmailAddress),
    purpose: given(text(100)),
    workflow_id: given(text(200)),
    run_id: given(text(200)),
    idempotency_key: given(text(200).min(1, "may not be empty")),
    is_test: given(z.boolean("must be true or false")),
    metadata: given(z.record(z.string(), z.unknown(), "must be an object")),
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
  cursor: z.uuid("is not one that this list gave").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
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

export type EventReceipt = { ok: true; event_id: string; deduped: boolean };
export type Rejection = { index: number; error: string; code: string };
export type BatchReceipt = { ok: true; accepted: number; deduped: number; rejected: Rejection[] };
