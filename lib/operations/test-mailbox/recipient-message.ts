import MailComposer from "nodemailer/lib/mail-composer";
import { newId } from "@/lib/platform/ids";
import type { MailboxMessageDetail } from "./schemas";

const domainOf = (address: string): string => address.split("@").at(-1) ?? "localhost";
const idOf = ({ headers }: MailboxMessageDetail): string =>
  headers.find(({ name }) => name === "message-id")?.value ?? "";

type Written = { subject: string; text: string; headers?: Record<string, string> };

const build = async (options: ConstructorParameters<typeof MailComposer>[0]): Promise<string> =>
  (await new MailComposer({ ...options, disableFileAccess: true, disableUrlAccess: true }).compile().build()).toString(
    "base64",
  );

/** A message of the recipient to the sender of `mail`, as it would travel, in base64. */
export const composeFromRecipient = (
  mail: MailboxMessageDetail,
  { subject, text, headers = {} }: Written,
): Promise<string> =>
  build({
    from: mail.to,
    to: mail.reply_to ?? mail.from,
    subject,
    text,
    headers,
    inReplyTo: idOf(mail),
    references: idOf(mail),
    messageId: `<${newId()}@${domainOf(mail.to)}>`,
  });

/** The words of `mail` as a client quotes them. */
export const quoted = ({ from, text }: MailboxMessageDetail): string =>
  `\n\nOn an earlier day at 10:00, ${from} wrote:\n\n${text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")}`;

/** The report of a mail server that the recipient's mailbox does not exist (RFC 3464), in base64. */
export function composeBounce(mail: MailboxMessageDetail): Promise<string> {
  const host = domainOf(mail.to);
  const status = [
    `Reporting-MTA: dns; ${host}`,
    "",
    `Final-Recipient: rfc822; ${mail.to}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 There is no such mailbox here",
    "",
  ].join("\r\n");
  const body = [
    "--report",
    "Content-Type: text/plain; charset=utf-8",
    "",
    `Your message to ${mail.to} could not be delivered: there is no such mailbox here.`,
    "",
    "--report",
    "Content-Type: message/delivery-status",
    "",
    status,
    "--report",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${idOf(mail)}`,
    "",
    "--report--",
    "",
  ].join("\r\n");
  const head = [
    "Return-Path: <>",
    `From: Mail Delivery System <mailer-daemon@${host}>`,
    `To: ${mail.from.replace(/[\r\n]+/g, " ")}`,
    "Subject: Undelivered Mail Returned to Sender",
    `Message-ID: <${newId()}@${host}>`,
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    "",
    "",
  ].join("\r\n");
  return Promise.resolve(Buffer.from(head + body).toString("base64"));
}
