import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { createGunzip, gzipSync } from "node:zlib";
import { extract, pack } from "tar-stream";

export type Entries = Map<string, Buffer>;

/** Every entry of an archive, in its order. */
export async function entriesOf(file: string): Promise<Entries> {
  const entries: Entries = new Map();
  const unpacked = extract();
  createReadStream(file)
    .pipe(createGunzip())
    .pipe(unpacked as unknown as NodeJS.WritableStream);
  for await (const entry of unpacked) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as unknown as AsyncIterable<Buffer>) chunks.push(chunk);
    entries.set(entry.header.name, Buffer.concat(chunks));
  }
  return entries;
}

export type Written = { name: string; bytes: Buffer; type?: "file" | "symlink"; linkname?: string };

/** A compressed tar file of exactly these entries. */
export async function writeEntries(file: string, entries: readonly Written[]): Promise<void> {
  const packed = pack();
  const chunks: Uint8Array[] = [];
  const read = (async () => {
    for await (const chunk of packed as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  })();
  for (const { bytes, ...header } of entries)
    if (header.type === "symlink") packed.entry({ ...header, size: 0 }).end(null);
    else await new Promise<void>((resolve) => packed.entry({ ...header, size: bytes.length }, bytes, () => resolve()));
  packed.finalize();
  await read;
  await writeFile(file, gzipSync(Buffer.concat(chunks)));
}

/** The same entries with the manifest made to fit them. */
export function withManifest(
  entries: Entries,
  change: (manifest: Record<string, unknown>) => void = () => {},
): Written[] {
  const manifest = JSON.parse(entries.get("manifest.json")?.toString("utf8") ?? "{}") as Record<string, unknown>;
  const others = [...entries].filter(([name]) => name !== "manifest.json");
  manifest["entries"] = others.map(([path, bytes]) => ({
    path,
    size_bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  change(manifest);
  return [
    ...others.map(([name, bytes]) => ({ name, bytes })),
    { name: "manifest.json", bytes: Buffer.from(JSON.stringify(manifest)) },
  ];
}
