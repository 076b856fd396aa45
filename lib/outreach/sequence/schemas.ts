import { z } from "zod";

export const UnknownSend = z
  .object({
    claim_id: z.uuid(),
    campaign_id: z.uuid(),
    lead_id: z.uuid(),
    step: z.number(),
    to_email: z.string(),
    subject: z.string(),
    message_id: z.string(),
    claimed_at: z.string(),
    detail: z.string().nullable(),
  })
  .meta({ id: "UnknownSend" });
export type UnknownSend = z.infer<typeof UnknownSend>;

export const ListUnknownSendsQuery = z.object({
  cursor: z.uuid().optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListUnknownSendsQuery = z.infer<typeof ListUnknownSendsQuery>;

export const DecideUnknownSend = z.object({
  claim_id: z.uuid("must be a uuid").meta({ description: "The email, from the list." }),
  outcome: z.enum(["sent", "not_sent"], "must be sent or not_sent").meta({ description: "The outcome of the email." }),
});
export type DecideUnknownSend = z.infer<typeof DecideUnknownSend>;

/** Any text: what is not one of our links gets the same answer as a link that does not exist. */
export const UnsubscribeRef = z.object({ token: z.string() });

export const OptOutReason = z.enum(["not_relevant", "too_many", "never_asked", "wrong_person", "other"]);
export type OptOutReason = z.infer<typeof OptOutReason>;

/** The reasons that a person may choose after an opt-out, in their words. */
export const OPT_OUT_REASONS: Record<OptOutReason, string> = {
  not_relevant: "It is not relevant to me",
  too_many: "I get too many emails",
  never_asked: "I never asked for these emails",
  wrong_person: "I am the wrong person for this",
  other: "Another reason",
};

const SequenceText = z.object({
  instructions: z
    .string()
    .trim()
    .max(2_000)
    .default("")
    .meta({ description: "The model's instructions, where a model writes the email." }),
  subject: z.string().trim().max(300).default("").meta({
    description: "The subject, with variables like `{{company|your company}}`; of an email that is sent as it stands.",
  }),
  body: z
    .string()
    .trim()
    .max(20_000)
    .default("")
    .meta({ description: "The text, with variables, without signature and footer." }),
});

export const SequenceStep = SequenceText.extend({
  mode: z
    .enum(["exact", "model"], "must be exact or model")
    .default("exact")
    .meta({ description: "`exact`: sent as it stands. `model`: written by the model from the instructions." }),
  delay_days: z.number().int().min(0).max(365).meta({
    description:
      "Days after the email before it, at least 1; of the first: after it was drafted. 0 only while nothing leaves this machine, as with the test mailbox.",
  }),
  same_thread: z.boolean().default(true).meta({
    description: "It answers the email before it: `Re:` and its subject. The first email always opens a thread.",
  }),
  variants: z
    .array(SequenceText)
    .max(3, "has at most 3 further texts")
    .default([])
    .meta({ description: "Further texts of the same email: each lead gets one of them all, always the same." }),
});
export type SequenceStep = z.infer<typeof SequenceStep>;

const Steps = z.array(SequenceStep).min(1, "needs at least 1 email").max(10, "has at most 10 emails");
const Signature = z
  .string()
  .trim()
  .max(1_000)
  .meta({ description: "Added below each text when it is sent, with variables of the sender. Empty: none." });

export const SaveSequence = z.object({
  revision: z.number().int().min(1).meta({ description: "The revision that you read." }),
  steps: Steps.meta({ description: "All emails of the sequence, in their order." }),
  signature: Signature.optional(),
});
export type SaveSequence = z.infer<typeof SaveSequence>;

export const VariantResult = z.object({
  step: z.number().int().meta({ description: "Which email of the sequence." }),
  variant: z.number().int().meta({ description: "Which of its texts: 1 is the first." }),
  sent: z.number().int().meta({ description: "How many were sent." }),
  replied: z.number().int().meta({ description: "How many people answered it." }),
  opted_out: z.number().int().meta({ description: "How many people unsubscribed after it." }),
  bounced: z.number().int().meta({ description: "How many came back." }),
  reply_percent: z
    .number()
    .nullable()
    .meta({ description: "Answers a hundred sent; null below 200 sent: too early to tell." }),
});
export type VariantResult = z.infer<typeof VariantResult>;

export const Sequence = z
  .object({
    campaign_id: z.uuid().meta({ description: "The campaign." }),
    revision: z.number().int().meta({ description: "Counts the changes; a change names the one it was made from." }),
    steps: z.array(SequenceStep).meta({ description: "The emails in their order." }),
    signature: z.string().meta({ description: "Added below each text when it is sent." }),
    variables: z
      .array(
        z.object({
          name: z.string().meta({ description: "As it stands between the braces." }),
          of: z.enum(["lead", "imported", "sender"]).meta({ description: "Where its value comes from." }),
        }),
      )
      .meta({ description: "The variables that texts may name." }),
    results: z.array(VariantResult).meta({ description: "The results of each text that was sent at least once." }),
    updated_by: z.string().nullable().meta({ description: "The person who changed it last." }),
    updated_at: z.string().meta({ description: "When it was changed last." }),
  })
  .meta({ id: "Sequence" });
export type Sequence = z.infer<typeof Sequence>;

export const SavedSequence = Sequence.extend({
  voided_approvals: z.number().int().meta({ description: "How many approvals this made void." }),
  rewritten: z.number().int().meta({ description: "How many emails that wait get another text." }),
});
export type SavedSequence = z.infer<typeof SavedSequence>;

export const PreviewSequence = z.object({
  step: z.number().int().min(1).max(10).meta({ description: "Which email to show." }),
  variant: z.number().int().min(1).max(4).default(1).meta({ description: "Which of its texts." }),
  lead_id: z
    .uuid("must be a uuid")
    .optional()
    .meta({ description: "For this lead; else for the first of the campaign's audience." }),
  steps: Steps.optional().meta({ description: "Emails that are not saved yet, instead of the saved ones." }),
  signature: Signature.optional(),
});
export type PreviewSequence = z.infer<typeof PreviewSequence>;

export const SequencePreview = z
  .object({
    step: z.number().int(),
    variant: z.number().int(),
    lead_id: z.uuid().meta({ description: "The lead it is shown for." }),
    to: z.string().meta({ description: "The lead's address." }),
    to_name: z.string().nullable(),
    from: z.string().meta({ description: "The sender's address." }),
    from_name: z.string(),
    reply_to: z.string().meta({ description: "Where answers go." }),
    subject: z.string().meta({ description: "The subject as it would be sent." }),
    text: z
      .string()
      .meta({ description: "The plain text, with signature, footer and a link that unsubscribes nobody." }),
    html: z.string().meta({ description: "The same as HTML." }),
    missing: z
      .array(z.string())
      .meta({ description: "Variables without value and fallback: with one, the email is never sent to this lead." }),
    written: z.boolean().meta({
      description: "False: a model writes this email later, and its instructions stand in the place of its text.",
    }),
  })
  .meta({ id: "SequencePreview" });
export type SequencePreview = z.infer<typeof SequencePreview>;
