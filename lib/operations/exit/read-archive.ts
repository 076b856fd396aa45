import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { AppError } from "@/lib/platform/errors";
import { Manifest, type ArchiveEntry } from "./schemas";

/** A company of ordinary size has a thousandth of this. */
const MAX_TOTAL = 20 * 1024 ** 3;
const MAX_ENTRY = 2 * 1024 ** 3;
const MAX_MANIFEST = 64 * 1024 * 1024;
const MAX_ENTRIES = 200_001;
const MANIFEST = "manifest.json";

/** One entry as it is read; it has to be read or left before the next one comes. */
export type Entry = { path: string; sizeBytes: number; bytes: AsyncIterable<Buffer> };

const refused = (why: string): AppError =>
  new AppError("invalid", `This is no archive of a company that can be trusted: ${why}.`, { code: "archive.refused" });

/** Hands over the entries of a compressed tar file in their order; refuses what no archive of ours has, and what is too much. */
async function eachEntry(file: string, take: (entry: Entry) => Promise<void>): Promise<void> {
  const state = { total: 0 };
  const bounded = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      state.total += chunk.length;
      done(state.total > MAX_TOTAL ? refused("it unpacks to more than 20 GB") : null, chunk);
    },
  });
  const unpacked = extract();
  const written = pipeline(
    createReadStream(file),
    createGunzip(),
    bounded,
    unpacked as unknown as NodeJS.WritableStream,
  ).catch((error: unknown) => {
    throw error instanceof AppError ? error : refused("it is cut off or no compressed tar file");
  });
  written.catch(() => undefined);
  const seen = new Set<string>();
  const reading = (async () => {
    for await (const source of unpacked) {
      const { name, type, size } = source.header;
      if (type !== "file") throw refused(`“${name.slice(0, 100)}” is no plain file`);
      if (seen.has(name)) throw refused(`“${name.slice(0, 100)}” is there twice`);
      if (size > MAX_ENTRY) throw refused(`“${name.slice(0, 100)}” has more than 2 GB`);
      if (seen.add(name).size > MAX_ENTRIES) throw refused("it has more than 200,000 files");
      await take({ path: name, sizeBytes: size, bytes: source as unknown as AsyncIterable<Buffer> });
    }
  })();
  try {
    await Promise.all([written, reading]);
  } catch (error) {
    unpacked.destroy();
    throw error instanceof AppError ? error : await written.then(() => error).catch((cause: unknown) => cause);
  }
}

async function textOf({ bytes, sizeBytes }: Entry): Promise<string> {
  if (sizeBytes > MAX_MANIFEST) throw refused("its manifest has more than 64 MB");
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function manifestOf(text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw refused("its manifest is none");
  }
}

/**
 * Reads an archive to its end before anything of it is used: every entry has the size and sha256 that the manifest names, none is missing or
 * more, and each has a plain path. 400 `archive.refused` otherwise.
 */
export async function checkArchive(file: string): Promise<Manifest> {
  const found: ArchiveEntry[] = [];
  let manifest: Manifest | null = null;
  await eachEntry(file, async (entry) => {
    if (manifest !== null) throw refused("something follows its manifest");
    if (entry.path === MANIFEST) {
      manifest = manifestOf(await textOf(entry));
      return;
    }
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of entry.bytes) {
      hash.update(chunk);
      size += chunk.length;
    }
    found.push({ path: entry.path, size_bytes: size, sha256: hash.digest("hex") });
  });
  const named = manifest as Manifest | null;
  if (named === null) throw refused("it has no manifest");
  const wanted = new Map(named.entries.map((entry) => [entry.path, entry]));
  if (wanted.size !== found.length || named.entries.length !== found.length)
    throw refused("it has other files than its manifest names");
  for (const { path, size_bytes, sha256 } of found) {
    const entry = wanted.get(path);
    if (entry?.size_bytes !== size_bytes || entry.sha256 !== sha256)
      throw refused(`“${path.slice(0, 100)}” is not what its manifest says`);
  }
  return named;
}

/** Hands over the entries of an archive that was checked, but for the manifest. */
export const readEntries = (file: string, take: (entry: Entry) => Promise<void>): Promise<void> =>
  eachEntry(file, async (entry) => {
    if (entry.path !== MANIFEST) return take(entry);
    for await (const _ of entry.bytes);
  });
