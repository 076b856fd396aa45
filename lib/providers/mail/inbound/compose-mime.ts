import MailComposer from "nodemailer/lib/mail-composer";

/** A message in the fields that a provider gives instead of its bytes. */
export type MailFields = {
  from: string;
  to: string;
  cc: string;
  subject: string;
  headers: readonly (readonly [name: string, value: string])[];
  text: string;
  html: string;
  attachments: readonly { name: string; type: string; content: Buffer }[];
};

/** These are composed anew, or describe a body that is not this one. */
const COMPOSED = /^(?:from|to|cc|bcc|subject|mime-version|content-.*)$/i;
const HEADER_NAME = /^[!-9;-~]{1,100}$/;

/**
 * The message as bytes again: the headers as the provider lists them, in their order, above what is composed from the fields. The same
 * fields make the same bytes, so that a repetition is recognised.
 */
export async function composeMime({
  headers,
  from,
  to,
  cc,
  subject,
  text,
  html,
  attachments,
}: MailFields): Promise<Buffer> {
  const composed = await new MailComposer({
    from,
    to,
    cc,
    subject,
    text,
    ...(html !== "" && { html }),
    attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
    baseBoundary: "greenlight",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const above = headers
    .filter(([name]) => HEADER_NAME.test(name) && !COMPOSED.test(name))
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]+[ \t]*/g, " ")}\r\n`);
  const end = composed.indexOf("\r\n\r\n");
  const head = composed
    .subarray(0, end + 2)
    .toString("latin1")
    .replace(/^(?:message-id|date):.*\r\n(?:[ \t].*\r\n)*/gim, "");
  return Buffer.concat([Buffer.from(above.join("")), Buffer.from(head, "latin1"), composed.subarray(end + 2)]);
}
