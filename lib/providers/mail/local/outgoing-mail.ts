import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import MailComposer from "nodemailer/lib/mail-composer";
import type { OutgoingEmail, OutgoingMail } from "../outgoing/port";
import { fileOf, keepInOutbox } from "./outbox-message";

/** The built-in outbox of this machine: one `.eml` file a message, as it would have gone out. */
export const outboxOutgoing = ({ folder }: { folder: string }): OutgoingMail => ({
  provider: "outbox",
  send: async (email) => {
    await keepInOutbox({ folder, messageId: email.messageId, bytes: await compose(email) });
    return { status: "accepted", providerId: fileOf(email.messageId), words: "It is in the outbox of this machine." };
  },
  findTaken: async ({ messageId }) => {
    const providerId = fileOf(messageId);
    const isThere = await stat(join(folder, providerId)).then(() => true, absent);
    return isThere ? { providerId } : "none";
  },
  find: async ({ messageId }) => {
    const raw = await readFile(join(folder, fileOf(messageId))).catch(absent);
    return raw && { kind: "raw", raw };
  },
});

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}

async function compose({ inReplyTo, attachments, references, to, cc, bcc, ...email }: OutgoingEmail): Promise<Buffer> {
  const built = await new MailComposer({
    ...email,
    to: [...to],
    cc: [...cc],
    ...(inReplyTo !== null && { inReplyTo }),
    references: [...references],
    // Long lines are broken softly, and come back as they were.
    textEncoding: "quoted-printable",
    attachments: attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const envelope = [
    `Return-Path: <${email.from.address}>`,
    ...[...to, ...cc, ...bcc].map((one) => `Delivered-To: ${one}`),
  ];
  return Buffer.concat([Buffer.from(envelope.map((line) => `${line}\r\n`).join("")), built]);
}
