import { z } from "zod";
import { composeMime } from "./compose-mime";
import type { IncomingMail } from "./port";

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
const People = z.array(z.object({ Email: z.string() })).nullish();

/** postmarkapp.com/developer/webhooks/inbound-webhook */
export const PostmarkMessage = z.object({
  MessageID: z.string().min(1).max(500),
  From: Text,
  FromFull: z.object({ Email: z.string(), Name: Text }).nullish(),
  To: Text,
  ToFull: People,
  Cc: Text,
  CcFull: People,
  BccFull: People,
  OriginalRecipient: Text,
  Subject: Text,
  TextBody: Text,
  HtmlBody: Text,
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).nullish(),
  Attachments: z.array(z.object({ Name: Text, Content: Text, ContentType: Text })).nullish(),
  /** Sent along where the inbound stream is told so. */
  RawEmail: Text,
});
export type PostmarkMessage = z.infer<typeof PostmarkMessage>;

export async function fromPostmark(message: PostmarkMessage): Promise<IncomingMail> {
  const named = [message.ToFull, message.CcFull, message.BccFull].flatMap((people) => people ?? []);
  const listed = named.length > 0 ? named.map(({ Email }) => Email) : addressesIn(`${message.To},${message.Cc}`);
  return {
    kind: "message",
    provider: "postmark",
    providerMessageId: message.MessageID,
    recipients: [...addressesIn(message.OriginalRecipient), ...listed],
    sender: message.FromFull?.Email ?? message.From,
    subject: message.Subject,
    raw: message.RawEmail === "" ? await composed(message) : Buffer.from(message.RawEmail),
  };
}

const composed = (message: PostmarkMessage): Promise<Buffer> =>
  composeMime({
    from: message.From || (message.FromFull?.Email ?? ""),
    to: message.To,
    cc: message.Cc,
    subject: message.Subject,
    headers: (message.Headers ?? []).map(({ Name, Value }) => [Name, Value]),
    text: message.TextBody,
    html: message.HtmlBody,
    attachments: (message.Attachments ?? []).map(({ Name, Content, ContentType }) => ({
      name: Name,
      type: ContentType || "application/octet-stream",
      content: Buffer.from(Content, "base64"),
    })),
  });

/** The addresses of a header's list, names and comments left out. */
export const addressesIn = (list: string): string[] =>
  list.slice(0, 20_000).match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [];
