import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/platform/errors";

/** The file of a message: its name stands for the message id, so the same message again is the same file. */
export const fileOf = (messageId: string): string =>
  `${createHash("sha256").update(messageId).digest("hex").slice(0, 32)}.eml`;

/** Keeps a message as one complete file, on disk before it returns; one that is there already stays as it is. */
export async function keepInOutbox({
  folder,
  messageId,
  bytes,
}: {
  folder: string;
  messageId: string;
  bytes: Buffer;
}): Promise<void> {
  await keep({ folder, name: fileOf(messageId), bytes }).catch((cause: unknown) => {
    throw new AppError("unavailable", "The outbox cannot be written to: its disk is full or its folder is not ours.", {
      code: "mail.outbox_unwritable",
      cause,
    });
  });
}

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
