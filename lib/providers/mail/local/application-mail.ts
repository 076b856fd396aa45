import { createTransport } from "nodemailer";
import { AUTOMATIC_HEADERS } from "../automatic-headers";
import { checkedMessage } from "../checked-message";
import type { ApplicationMail, ApplicationMessage } from "../port";
import { keepInOutbox } from "./outbox-message";

type Options = { folder: string; from: string };

/** Builds the message as it would go over the wire; nothing is fetched or read for it. */
const composer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: "windows",
  disableFileAccess: true,
  disableUrlAccess: true,
});

async function compose({ to, ...message }: ApplicationMessage, from: string): Promise<Buffer> {
  const { message: built } = await composer.sendMail({
    ...message,
    headers: AUTOMATIC_HEADERS,
    from: { name: "Greenlight", address: from },
    to: { name: "", address: to },
  });
  const envelope = `Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n`;
  return Buffer.concat([Buffer.from(envelope), built as Buffer]);
}

/**
 * Keeps each mail as one complete `.eml` file, on disk before `send` returns. The file's name stands for the message id, so the same mail
 * again is the same file.
 */
export const outboxMail = ({ folder, from }: Options): ApplicationMail => ({
  send: async (given, signal) => {
    const message = checkedMessage(given);
    const bytes = await compose(message, from);
    signal.throwIfAborted();
    await keepInOutbox({ folder, messageId: message.messageId, bytes });
  },
});
