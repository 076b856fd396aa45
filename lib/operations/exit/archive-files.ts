import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { env } from "@/lib/platform/env";

const folder = (): string => resolve(env().GREENLIGHT_HOME, "exports");

/** Where the archive of an export lies, on the machine that made it. */
export const archivePath = (exportId: string): string => join(folder(), `${exportId}.tar.gz`);

export async function makeArchiveFolder(): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
}

export const openArchive = (exportId: string): ReadableStream<Uint8Array> =>
  Readable.toWeb(createReadStream(archivePath(exportId))) as ReadableStream<Uint8Array>;

/** Also what a run that was killed left of it. */
export async function removeArchive(exportId: string): Promise<void> {
  for (const ending of ["", ".part"]) await rm(`${archivePath(exportId)}${ending}`, { force: true });
}
