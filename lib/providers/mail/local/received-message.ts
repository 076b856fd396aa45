import MailComposer from "nodemailer/lib/mail-composer";

type Written = {
  from: string;
  to: string;
  subject: string;
  text: string;
  messageId: string;
  inReplyTo?: string;
  headers?: Record<string, string>;
  /** The domain that receives it. */
  domain: string;
};

/** A message as a mail server of ours would have received it, its verdict about the sender on top: on this machine there is no other. */
export async function composeReceived({ domain, headers = {}, inReplyTo, ...message }: Written): Promise<Buffer> {
  const composed = await new MailComposer({
    ...message,
    headers,
    ...(inReplyTo !== undefined && { inReplyTo, references: inReplyTo }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return traced(composed, { from: message.from, domain });
}

/** The same for a message that is composed already; `from` is its sender's address. */
export function traced(raw: Buffer, { from, domain }: { from: string; domain: string }): Buffer {
  const host =
    from
      .split("@")
      .at(-1)
      ?.replace(/[^\w.-]/g, "") ?? "";
  const trace = [
    `Received: from mx.${host} by mx.${domain} with LOCAL`,
    `Authentication-Results: mx.${domain}; dmarc=pass header.from=${host}`,
  ];
  return Buffer.concat([Buffer.from(trace.map((line) => `${line}\r\n`).join("")), raw]);
}
