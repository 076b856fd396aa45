import { z } from "zod";
import { MailClass, SenderVerdict } from "@/lib/company/mail/schemas";

export const Label = MailClass;
export type Label = MailClass;

export const ReplyThread = z
  .object({
    id: z.uuid(),
    lead_id: z.uuid().nullable().meta({ description: "The lead of the conversation; null when the person is none." }),
    contact_email: z.string().meta({ description: "The person's address." }),
    contact_name: z.string().nullable(),
    campaign_id: z.uuid().nullable(),
    campaign_name: z.string().nullable(),
    step: z.number().int().nullable().meta({ description: "The email of the sequence that was answered." }),
    subject: z.string(),
    label: Label.meta({ description: "The meaning of the newest answer, or the label that a member set." }),
    labelled_by: z
      .string()
      .nullable()
      .meta({ description: "The member who set the label; null while Greenlight chose it." }),
    why: z.string().meta({ description: "The reason for the label." }),
    excerpt: z.string().meta({ description: "The beginning of the newest message." }),
    until: z.string().nullable().meta({ description: "The first day on which an absent person is back." }),
    assigned_to: z.string().nullable().meta({ description: "The member who looks after this conversation." }),
    unread: z.boolean(),
    message_count: z.number().int(),
    last_message_at: z.string(),
    sending: z
      .enum(["active", "held", "stopped", "do_not_contact", "none"])
      .meta({ description: "Whether the sequence goes on for this person. `none`: not a lead." }),
  })
  .meta({ id: "ReplyThread" });
export type ReplyThread = z.infer<typeof ReplyThread>;

export const ReplyMessage = z.object({
  id: z.uuid(),
  from_email: z.string(),
  from_name: z.string(),
  subject: z.string(),
  own_text: z.string().meta({ description: "The person's own words." }),
  full_text: z.string().meta({ description: "The whole text, quotations included." }),
  class: Label,
  why: z.string(),
  sender: SenderVerdict.meta({ description: "The receiving mail server's verdict about the sender." }),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number() })),
  received_at: z.string(),
});
export type ReplyMessage = z.infer<typeof ReplyMessage>;

export const ThreadAnswer = z.object({
  id: z.uuid(),
  to_email: z.string(),
  subject: z.string(),
  body: z.string(),
  hash: z.string().meta({ description: "Stands for the exact message; its approval names it." }),
  status: z.enum(["draft", "approved", "sending", "sent", "failed", "unknown"]),
  outcome: z.string().nullable().meta({ description: "The mail server's words." }),
  created_at: z.string(),
  sent_at: z.string().nullable(),
});
export type ThreadAnswer = z.infer<typeof ThreadAnswer>;

/** An email of the sequence as it went out. */
export const SentEmail = z.object({
  step: z.number().int(),
  subject: z.string(),
  body: z.string(),
  sent_at: z.string(),
});
export type SentEmail = z.infer<typeof SentEmail>;

export const ThreadDetail = z
  .object({
    thread: ReplyThread,
    sent: z.array(SentEmail),
    messages: z.array(ReplyMessage),
    answers: z.array(ThreadAnswer),
  })
  .meta({ id: "ReplyThreadDetail" });
export type ThreadDetail = z.infer<typeof ThreadDetail>;

export const ThreadRef = z.object({ threadId: z.uuid("must be a uuid").meta({ description: "The conversation." }) });
export type ThreadRef = z.infer<typeof ThreadRef>;

export const ListThreadsQuery = z.object({
  label: Label.optional().meta({ description: "Only conversations with this label." }),
  status: z
    .enum(["open", "stopped"])
    .optional()
    .meta({ description: "`open`: the sequence goes on for the person; `stopped`: it does not." }),
  unread: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional()
    .meta({ description: "`true` returns only unread conversations." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "The most items to return." }),
});
export type ListThreadsQuery = z.infer<typeof ListThreadsQuery>;

export const LabelThread = z.object({
  label: Label.meta({ description: "The meaning that you give the conversation." }),
});
export type LabelThread = z.infer<typeof LabelThread>;

export const MarkThread = z.object({
  read: z.boolean().default(true).meta({ description: "`false` marks it as unread again." }),
});
export type MarkThread = z.infer<typeof MarkThread>;

export const AssignThread = z.object({
  user_id: z.string().min(1).max(200).nullable().meta({ description: "A member of the workspace; null for none." }),
});
export type AssignThread = z.infer<typeof AssignThread>;

export const WriteAnswer = z.object({
  text: z
    .string()
    .trim()
    .min(1, "is required")
    .max(50_000, "may have at most 50,000 characters")
    .meta({ description: "The plain text of your answer." }),
});
export type WriteAnswer = z.infer<typeof WriteAnswer>;

export const ApproveAnswer = z.object({
  answer_id: z.uuid("must be a uuid").meta({ description: "The answer." }),
  hash: z
    .string()
    .length(64, "must be the hash of the answer")
    .meta({ description: "`hash` of the answer as you read it; another one is refused." }),
});
export type ApproveAnswer = z.infer<typeof ApproveAnswer>;
