import { z } from "zod";
import { escapeHtml } from "@/lib/platform/text";
import { sha256 } from "@/lib/platform/ids";
import type { EmailContent } from "./email-payload";

/**
 * Everything about an email that its payload leaves to Greenlight, and what a checker looks for. It is sealed and hashed with the payload,
 * so that nothing is decided after the approval.
 */
export const EmailContract = z.object({
  check: z.literal("email_accepted"),
  provider: z.enum(["resend", "outbox"]),
  from: z.object({ address: z.string(), name: z.string() }),
  reply_to: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  subject: z.string(),
  body_sha256: z.string(),
  message_id: z.string(),
  in_reply_to: z.string().nullable(),
  references: z.array(z.string()),
  attachments: z.array(z.object({ asset_id: z.string(), sha256: z.string(), name: z.string(), type: z.string() })),
  identity_id: z.string(),
  thread_id: z.string(),
  /** The token of a conversation that begins with this email; null for one that is there. */
  thread_token: z.string().nullable(),
  /** The newest message of the conversation that this answers: a newer one voids the approval. */
  answers: z.string().nullable(),
});
export type EmailContract = z.infer<typeof EmailContract>;

export const htmlOf = ({ html, text }: Pick<EmailContent, "html" | "text">): string =>
  html ?? `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`;

/** Line ends and the space at the end are the transport's. */
const settled = (text: string): string => text.replace(/\r\n/g, "\n").trimEnd().normalize("NFC");

/** The hash of what a recipient reads. */
export const bodyHash = ({ subject, text, html }: { subject: string; text: string; html: string }): string =>
  sha256(JSON.stringify([subject.normalize("NFC"), settled(text), settled(html)]));
