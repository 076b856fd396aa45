import { z } from "zod";
import { EMAIL_STATES } from "@/lib/contracts/engine";
import { PreviewSequence, SequencePreview } from "@/lib/outreach/sequence/schemas";

export const MAX_DECISIONS = 1_000;

const text = (description: string) => z.string().meta({ description });
const textOrNone = (description: string) => z.string().nullable().meta({ description });

export const Draft = z
  .object({
    id: z.uuid().meta({ description: "The draft." }),
    campaign_id: z.uuid().meta({ description: "Its campaign." }),
    lead_id: z.uuid().meta({ description: "Its recipient among the leads." }),
    step: z.number().int().meta({ description: "Which email of the sequence: 1 is the first." }),
    status: z.enum(EMAIL_STATES).meta({ description: "`drafted` waits for a decision." }),
    approval_void: z
      .boolean()
      .meta({ description: "It was approved, and its text, sender or recipient changed since." }),
    holes: z
      .array(z.string())
      .meta({ description: "Parts of the text that are still to be filled in; with one it is never sent." }),
    version: z.number().int().meta({ description: "Counts the texts; an edit names the one it changes." }),
    source: text("The model that wrote it, by its own name."),
    to: text("The recipient's address."),
    to_name: textOrNone("The recipient's name."),
    company: textOrNone("The company the recipient works for."),
    from: textOrNone("The sender's address; null until the company names a sender."),
    from_name: textOrNone("The sender's name."),
    reply_to: textOrNone("Where answers go."),
    subject: text("The subject as it is sent."),
    body: text("The text that was written, without the footer."),
    text: textOrNone("The plain text as it is sent, with footer and unsubscribe link."),
    html: textOrNone("The same as HTML."),
    variant: z.number().int().meta({ description: "Which of the texts of its step: 1 is the first." }),
    same_thread: z.boolean().meta({ description: "True for a follow-up that answers the email before it." }),
    headers: z.record(z.string(), z.string()).meta({ description: "Further headers, as they are sent." }),
    as_sent: z.enum(["kept", "unknown"]).nullable().meta({
      description:
        "Of an email that left: `kept` when it is shown as it was handed out, `unknown` when it left before sender, footer and headers were kept, and they are null here. Null before it leaves.",
    }),
    hash: textOrNone("Names exactly these bytes: what a decision is about."),
    drafted_at: text("When it was written."),
    decided_at: textOrNone("When it was last approved or rejected."),
  })
  .meta({ id: "Draft" });
export type Draft = z.infer<typeof Draft>;

/** States in which a person can still change or decide an email. */
export const EDITABLE: ReadonlySet<Draft["status"]> = new Set<Draft["status"]>(["drafted", "approved", "rejected"]);

export const DraftRef = z.object({ draftId: z.uuid("must be a uuid").meta({ description: "The draft." }) });
export type DraftRef = z.infer<typeof DraftRef>;

export const ListDraftsQuery = z.object({
  step: z.coerce.number().int().min(1).max(10).optional().meta({ description: "Only this email of the sequence." }),
  status: z.enum(EMAIL_STATES).optional().meta({ description: "Only drafts in this state." }),
  cursor: z
    .uuid("is not one that this list gave out")
    .optional()
    .meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListDraftsQuery = z.infer<typeof ListDraftsQuery>;

export const EditDraft = z.object({
  subject: z.string().trim().max(500).meta({ description: "The new subject." }),
  body: z.string().trim().min(1).max(50_000).meta({ description: "The new text, without a footer." }),
  version: z.number().int().min(1).meta({ description: "The version that you read." }),
});
export type EditDraft = z.infer<typeof EditDraft>;

export const RegenerateDraft = z.object({
  note: z
    .string()
    .trim()
    .max(1_000, "may have at most 1,000 characters")
    .default("")
    .meta({ description: "Your instruction to the writer, like “shorter, and mention the free check”." }),
  version: z.number().int().min(1).optional().meta({
    description: "The version that you read; a later one is not replaced. By default the current one.",
  }),
});
export type RegenerateDraft = z.infer<typeof RegenerateDraft>;

export const DECISIONS = ["approved", "rejected"] as const;

export const DecideDrafts = z.object({
  decision: z.enum(DECISIONS, "must be approved or rejected").meta({ description: "The same for each item." }),
  items: z
    .array(
      z.object({
        id: z.uuid("must be a uuid").meta({ description: "The draft." }),
        hash: z
          .string()
          .regex(/^[0-9a-f]{64}$/, "must be the draft's hash")
          .meta({ description: "Its `hash` as you read it." }),
      }),
    )
    .min(1)
    .max(MAX_DECISIONS)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, "may name each draft once")
    .meta({ description: "The emails that were read." }),
});
export type DecideDrafts = z.infer<typeof DecideDrafts>;

export const DecidedItem = z.object({
  id: z.uuid().meta({ description: "The draft." }),
  status: z
    .number()
    .int()
    .meta({ description: "200 decided, 404 not here, 409 changed or on its way, 422 with a hole." }),
  code: z.string().optional().meta({ description: "Why it was not decided." }),
  error: z.string().optional().meta({ description: "The same as a sentence." }),
  hash: z.string().nullable().optional().meta({ description: "The hash it has now, where it changed." }),
});
export type DecidedItem = z.infer<typeof DecidedItem>;

export const DecideAnswer = z.object({
  decided: z.number().int().meta({ description: "How many were decided." }),
  items: z.array(DecidedItem).meta({ description: "One result an item, in the order of the request." }),
});
export type DecideAnswer = z.infer<typeof DecideAnswer>;

export const UnwrittenLead = z
  .object({
    lead_id: z.uuid().meta({ description: "The lead." }),
    email: text("The lead's address."),
    name: textOrNone("The lead's name."),
    company: textOrNone("The company the lead works for."),
    reason: text("Why the last answer of the writer could not be used."),
    failures: z.number().int().meta({ description: "How many answers could not be used." }),
    failed_at: text("When the last one came."),
  })
  .meta({ id: "UnwrittenLead" });
export type UnwrittenLead = z.infer<typeof UnwrittenLead>;

export const ListUnwrittenLeadsQuery = ListDraftsQuery.pick({ cursor: true, limit: true });
export type ListUnwrittenLeadsQuery = z.infer<typeof ListUnwrittenLeadsQuery>;

export const RetryUnwrittenLeads = z.object({
  lead_ids: z
    .array(z.uuid("must be a uuid"))
    .min(1, "names no lead")
    .max(MAX_DECISIONS)
    .optional()
    .meta({ description: "The leads; by default all of the campaign." }),
});
export type RetryUnwrittenLeads = z.infer<typeof RetryUnwrittenLeads>;
export const RetriedLeads = z.object({
  retried: z.number().int().meta({ description: "For how many leads the writer is asked again." }),
});

export const SendTest = z.object({
  to: z.email("must be an email address").optional().meta({ description: "Your own address; no other is taken." }),
});
export type SendTest = z.infer<typeof SendTest>;
/** One's own address may be named, beside what a preview takes. */
export const TestSequence = PreviewSequence.extend(SendTest.shape);
export type TestSequence = z.infer<typeof TestSequence>;
export const SendTestAnswer = z.object({ to: z.string().meta({ description: "The address it was sent to." }) });

export const SampleEmail = z.object({
  campaign_id: z
    .uuid("must be a uuid")
    .optional()
    .meta({ description: "Of this campaign; else of the one that the launch makes." }),
  lead_id: PreviewSequence.shape.lead_id,
});
export type SampleEmail = z.infer<typeof SampleEmail>;

export const SampledEmail = SequencePreview.extend({
  source: z
    .string()
    .nullable()
    .meta({ description: "The model that wrote it, by its own name; null for a text that stands in the sequence." }),
}).meta({ id: "SampledEmail" });
export type SampledEmail = z.infer<typeof SampledEmail>;
