import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Arrival, Mailbox } from "../port";

const HEADER_BYTES = 64 * 1024;
/** The clock of the file system and ours may differ a little. */
const CLOCK_SKEW_MS = 60_000;

/** The folder of `.eml` files that the built-in mailbox keeps; each is complete before its sender hears 250. */
export const outboxFolder = (folder: string): Mailbox => ({
  findMessages: async ({ messageIds, since }) => {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    // Without the folder nothing can be said: an answer of "not there" would send again.
    if (names === null) return new Map(messageIds.map((id) => [id, "unknowable"] as const));

    const missing = new Set(messageIds);
    for (const name of names.filter((file) => file.endsWith(".eml"))) {
      if (missing.size === 0) break;
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (mtimeMs < since.getTime() - CLOCK_SKEW_MS) continue;
      missing.delete(messageIdOf(await readHead(path)) ?? "");
    }
    return new Map<string, Arrival>(messageIds.map((id) => [id, !missing.has(id)]));
  },
});

async function readHead(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: HEADER_BYTES - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("latin1");
}

/** The Message-ID of a header block, unfolded (RFC 5322 2.2.3). */
function messageIdOf(text: string): string | null {
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replace(/\r?\n[ \t]+/g, " ");
  return /^message-id:\s*(<[^>]+>)/im.exec(unfolded)?.[1] ?? null;
}
