import { createHash } from "node:crypto";
import { z } from "zod";
import { composeMime } from "./compose-mime";
import type { IncomingMail } from "./port";
import { addressesIn } from "./postmark";

const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
export type AttachedFile = { name: string; type: string; content: Buffer };

/** documentation.mailgun.com: fields of a parsed message, or `body-mime` where the route ends in "mime". */
export const MailgunMessage = z.object({
  recipient: z.string().min(1),
  sender: Text,
  from: Text,
  To: Text,
  Cc: Text,
  subject: Text,
  "body-plain": Text,
  "body-html": Text,
  "body-mime": Text,
  /** A JSON list of names and values, in the message's order. */
  "message-headers": z.union([z.string(), z.array(z.unknown())]).nullish(),
  "Message-Id": Text,
});
export type MailgunMessage = z.infer<typeof MailgunMessage>;

const Headers = z.array(z.tuple([z.string(), z.string()])).catch([]);

function headersOf(given: MailgunMessage["message-headers"]): [string, string][] {
  if (typeof given !== "string") return Headers.parse(given ?? []);
  try {
    return Headers.parse(JSON.parse(given));
  } catch {
    return [];
  }
}

export async function fromMailgun(message: MailgunMessage, files: readonly AttachedFile[]): Promise<IncomingMail> {
  const headers = headersOf(message["message-headers"]);
  const valueOf = (wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
  const subject = message.subject || valueOf("subject");
  const from = message.from || valueOf("from") || message.sender;
  const messageId = message["Message-Id"] || valueOf("message-id");
  const withId = valueOf("message-id") === "" && messageId !== "";
  const raw =
    message["body-mime"] === ""
      ? await composeMime({
          from,
          to: message.To || valueOf("to") || message.recipient,
          cc: message.Cc || valueOf("cc"),
          subject,
          headers: withId ? [["Message-Id", messageId], ...headers] : headers,
          text: message["body-plain"],
          html: message["body-html"],
          attachments: files,
        })
      : Buffer.from(message["body-mime"]);
  return {
    kind: "message",
    provider: "mailgun",
    providerMessageId: messageId.slice(0, 500) || createHash("sha256").update(raw).digest("hex"),
    recipients: addressesIn(message.recipient),
    sender: message.sender || from,
    subject,
    raw,
  };
}
