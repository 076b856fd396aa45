import { z } from "zod";

export const MailboxMessage = z
  .object({
    id: z.string(),
    to: z.string().meta({ description: "The recipient." }),
    subject: z.string(),
    step: z
      .number()
      .int()
      .nullable()
      .meta({ description: "Which email of the sequence; null for an answer of yours." }),
    campaign_id: z.uuid().nullable(),
    lead_id: z.uuid().nullable().meta({ description: "The lead; null for an email of the company's own address." }),
    reply_to: z.string().nullable().meta({ description: "Where answers to such an email go." }),
    received_at: z.string(),
  })
  .meta({ id: "MailboxMessage" });
export type MailboxMessage = z.infer<typeof MailboxMessage>;

export const MailboxMessageDetail = MailboxMessage.extend({
  from: z.string(),
  text: z.string(),
  html: z.string().nullable().meta({ description: "As it was sent: show it in a frame that runs nothing." }),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
}).meta({ id: "MailboxMessageDetail" });
export type MailboxMessageDetail = z.infer<typeof MailboxMessageDetail>;

export const MailboxRef = z.object({
  messageId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, "is not one that the list gave")
    .meta({ description: "The message." }),
});
export type MailboxRef = z.infer<typeof MailboxRef>;

export const ListMailboxQuery = z.object({
  cursor: z.string().max(64).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListMailboxQuery = z.infer<typeof ListMailboxQuery>;

export const RecipientReply = z.object({
  text: z
    .string()
    .trim()
    .min(1, "is required")
    .max(20_000, "may have at most 20,000 characters")
    .meta({ description: "The recipient's words." }),
});
export type RecipientReply = z.infer<typeof RecipientReply>;

export const Holiday = z.object({
  days: z.number().int().min(1).max(60).default(7).meta({ description: "How many days the recipient is away." }),
});
export type Holiday = z.infer<typeof Holiday>;
