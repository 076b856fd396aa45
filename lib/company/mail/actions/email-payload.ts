import { z } from "zod";
import { EmailAddress } from "@/lib/platform/email-address";

const Addresses = z.array(EmailAddress).max(20, "may hold at most 20 addresses");
const line = z
  .string()
  .trim()
  .max(500, "may have at most 500 characters")
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "may not contain line breaks or control characters");

const Attached = z.strictObject({
  asset_id: z.uuid("must be a uuid").meta({ description: "A file of the company." }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hex characters")
    .meta({ description: "The hash of its bytes: another content is not sent." }),
});

const content = {
  text: z
    .string()
    .trim()
    .min(1, "is required")
    .max(100_000, "may have at most 100,000 characters")
    .meta({ description: "The plain text." }),
  html: z
    .string()
    .max(300_000, "may have at most 300,000 characters")
    .optional()
    .meta({ description: "The HTML version; without it, the text as it is." }),
  cc: Addresses.default([]).meta({ description: "Further recipients, seen by all." }),
  bcc: Addresses.default([]).meta({ description: "Further recipients, seen by none." }),
  attachments: z
    .array(Attached)
    .max(10, "may hold at most 10 files")
    .default([])
    .meta({ description: "Files to send." }),
};

export const SendEmailPayload = z.strictObject({
  to: Addresses.min(1, "must hold at least one address").meta({ description: "The recipients." }),
  subject: line.min(1, "is required").meta({ description: "The subject." }),
  ...content,
});
export type SendEmailPayload = z.infer<typeof SendEmailPayload>;

export const ReplyEmailPayload = z.strictObject({
  thread_id: z.uuid("must be a uuid").meta({ description: "The conversation to answer." }),
  ...content,
});
export type ReplyEmailPayload = z.infer<typeof ReplyEmailPayload>;

/** The part of both that is the same. */
export type EmailContent = Pick<SendEmailPayload, "text" | "html" | "cc" | "bcc" | "attachments">;
