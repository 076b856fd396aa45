import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { AppError } from "@/lib/platform/errors";
import { checkedMessage } from "../checked-message";
import type { ApplicationMail, ApplicationMessage } from "../port";

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
    const name = `${createHash("sha256").update(message.messageId).digest("hex").slice(0, 32)}.eml`;
    const bytes = await compose(message, from);
    signal.throwIfAborted();
    await keep({ folder, name, bytes }).catch((cause: unknown) => {
      throw new AppError(
        "unavailable",
        "The outbox cannot be written to: its disk is full or its folder is not ours.",
        {
          code: "mail.outbox_unwritable",
          cause,
        },
      );
    });
  },
});

async function keep({ folder, name, bytes }: { folder: string; name: string; bytes: Buffer }): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  if (await exists(path)) return;
  const draft = join(folder, `.${name}.${randomBytes(6).toString("hex")}.part`);
  try {
    await write(draft, bytes);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  const parent = await open(folder, "r");
  await parent.sync().finally(() => parent.close());
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function write(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
