import addressParser from "nodemailer/lib/addressparser";
import { parseMessage, textOfHtml } from "@/lib/company/mail/parse-message";
import type { ParsedMessage } from "@/lib/company/mail/schemas";
import type { ReplyReport } from "@/lib/contracts/engine-replies";
import { AppError } from "@/lib/platform/errors";

const idsIn = (text: string): string[] => text.match(/<[^<>\s]{1,500}>/g) ?? [];
const bare = (id: string): string => id.trim().replace(/^<|>$/g, "");
const inBrackets = (text: string): string[] => {
  const found = idsIn(text);
  return found.length > 0 || bare(text) === "" ? found : [`<${bare(text)}>`];
};
const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** The message that a mailbox received, from its raw bytes or from the fields that a node gives. */
export async function readReport(report: ReplyReport): Promise<ParsedMessage> {
  if (report.raw !== undefined) return parseMessage(bytesOf(report.raw));
  const [sender] = addressParser(report.from, { flatten: true });
  const text = clean(report.text);
  const headers = Object.entries({
    "auto-submitted": report.auto_submitted,
    "in-reply-to": report.in_reply_to,
    ...report.headers,
  })
    .map(([name, value]) => ({ name: name.toLowerCase(), value: clean(value) }))
    .filter(({ value }) => value.trim() !== "");
  return {
    from: sender?.address ? { address: sender.address, name: clean(sender.name) } : null,
    subject: clean(report.subject).slice(0, 1_000),
    text: text.trim() === "" && report.html !== "" ? await textOfHtml(report.html) : text,
    html: null,
    headers,
    messageId: clean(report.message_id.trim()),
    inReplyTo: inBrackets(clean(report.in_reply_to)),
    references: idsIn(headers.find(({ name }) => name === "references")?.value ?? ""),
    date: null,
    attachments: [],
    delivery: [],
    returned: [],
    problem: null,
  };
}

function bytesOf(raw: string): Uint8Array {
  const bytes = Buffer.from(raw, "base64");
  if (bytes.length > 0) return bytes;
  throw new AppError("invalid", "raw must be a whole message (RFC 5322) in base64.", {
    code: "reply.raw_invalid",
    details: { field: "raw" },
  });
}
