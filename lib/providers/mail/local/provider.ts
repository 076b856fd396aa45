import { createReadStream } from "node:fs";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import type { Arrival, KeptMessage, Mailbox } from "../port";

const HEADER_BYTES = 64 * 1024;
/** The clock of the file system and ours may differ a little. */
const CLOCK_SKEW_MS = 60_000;

/** A file never changes: its head is read once. */
const seen = new LRUCache<string, KeptMessage>({ max: 20_000 });

async function look(folder: string, name: string): Promise<KeptMessage> {
  const path = join(folder, name);
  const known = seen.get(path);
  if (known) return known;
  const [{ mtime }, head] = await Promise.all([stat(path), readHead(path)]);
  const id = createHash("sha256").update(name).digest("hex").slice(0, 32);
  const kept = { id, messageId: messageIdOf(head) ?? "", receivedAt: mtime.toISOString() };
  seen.set(path, kept);
  return kept;
}

/** The names of messages; the catcher's begin with the time, so that the last are the newest. */
const namesIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.filter((name) => name.endsWith(".eml") && !name.startsWith(".")).sort();
};

/** The folder of `.eml` files that the built-in mailbox keeps; each is complete before its sender hears 250. */
export const outboxFolder = (folder: string): Mailbox => ({
  listMessages: async (limit) => {
    const kept: KeptMessage[] = [];
    for (const name of (await namesIn(folder)).reverse().slice(0, limit)) kept.push(await look(folder, name));
    return kept.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  },
  readMessage: async (id) => {
    for (const name of (await namesIn(folder)).reverse()) {
      if ((await look(folder, name)).id === id) return readFile(join(folder, name));
    }
    return null;
  },
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
