import { z } from "zod";

const text = (length: number, description: string) => z.string().max(length).default("").meta({ description });

/** A message of 23 MB in base64: what the door takes. */
const MAX_RAW = 31 * 1024 * 1024;

/** One message as received: its raw bytes, or the fields that a mailbox node gives. Greenlight decides whose it is and what it says. */
export const ReplyReport = z
  .object({
    campaign_id: z
      .uuid("must be a uuid")
      .optional()
      .meta({ description: "The campaign whose workflow saw the message." }),
    raw: z
      .string()
      .max(MAX_RAW)
      .optional()
      .meta({ description: "The whole message as received (RFC 5322) in base64. The other fields are then not read." }),
    from: text(1_000, "The `From` header, or the address alone. Required without `raw`."),
    subject: text(10_000, "The subject."),
    text: text(500_000, "The plain text."),
    html: text(1_000_000, "The HTML, read when there is no plain text."),
    message_id: text(1_000, "The message's own id: the same message counts once."),
    in_reply_to: text(1_000, "The id of the message that it answers."),
    auto_submitted: text(200, "The `Auto-Submitted` header: an answer that a machine wrote is not a reply."),
    headers: z
      .record(z.string().max(100), z.string().max(4_000))
      .default({})
      .meta({ description: "Other headers of the message: they tell answers of machines apart." }),
  })
  .refine(({ raw, from }) => raw !== undefined || from !== "", { path: ["from"], message: "is required without raw" });
export type ReplyReport = z.infer<typeof ReplyReport>;

export const ReplyAnswer = z.object({
  kept: z.boolean().meta({ description: "False when nothing was stored: the message belongs to no lead." }),
  event_type: z.enum(["replied", "opt_out", "bounced"]).nullable().meta({
    description: "How the message counts; null for an answer that a machine wrote, or that a person has to look at.",
  }),
  class: z
    .enum([
      "interested",
      "not_interested",
      "not_now",
      "wrong_person",
      "out_of_office",
      "opt_out",
      "auto",
      "bounce",
      "needs_look",
    ])
    .nullable()
    .meta({
      description: "The meaning of the message. `needs_look`: a person decides, and nothing is sent to them meanwhile.",
    }),
  thread_id: z.uuid().nullable().meta({ description: "The conversation in the inbox." }),
});
export type ReplyAnswer = z.infer<typeof ReplyAnswer>;
