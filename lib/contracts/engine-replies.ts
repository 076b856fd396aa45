import { z } from "zod";

const text = (length: number, description: string) => z.string().max(length).default("").meta({ description });

/** One message as a mailbox node gives it. Greenlight decides whose it is and what it says. */
export const ReplyReport = z.object({
  campaign_id: z
    .uuid("must be a uuid")
    .optional()
    .meta({ description: "The campaign whose workflow saw the message." }),
  from: z.string().min(1).max(1_000).meta({ description: "The `From` header, or the address alone." }),
  subject: text(10_000, "The subject."),
  text: text(500_000, "The plain text."),
  html: text(1_000_000, "The HTML, read when there is no plain text."),
  message_id: text(1_000, "The message's own id: the same message counts once."),
  in_reply_to: text(1_000, "The id of the message that it answers."),
  auto_submitted: text(200, "The `Auto-Submitted` header: an answer that a machine wrote is not a reply."),
});
export type ReplyReport = z.infer<typeof ReplyReport>;

export const ReplyAnswer = z.object({
  kept: z.boolean().meta({ description: "False when nothing was stored: not from a lead, or written by a machine." }),
  event_type: z.enum(["replied", "opt_out"]).nullable().meta({ description: "The class of the message." }),
});
export type ReplyAnswer = z.infer<typeof ReplyAnswer>;
