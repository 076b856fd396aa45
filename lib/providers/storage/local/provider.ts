import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "@/lib/platform/errors";
import { objectPath } from "../object-path";
import type { Bytes, ObjectKey, OwnStorage } from "../port";

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Files in a folder of this machine. A file appears whole under its name, or not at all. */
export function folderStorage(root: string): OwnStorage {
  const pathOf = (key: ObjectKey): string => join(root, objectPath(key));
  return {
    kind: "own",
    write: async (key, upload) => writeWhole(pathOf(key), upload),
    put: async (key, bytes) => {
      await writeWhole(pathOf(key), { bytes: Readable.from([bytes]), sizeBytes: bytes.byteLength }).catch(
        (error: unknown) => {
          if (!(error instanceof AppError && error.code === "asset.already_uploaded")) throw error;
        },
      );
    },
    read: async (key) => {
      const file = await open(pathOf(key), "r").catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      return file && (Readable.toWeb(createReadStream("", { fd: file })) as ReadableStream<Uint8Array>);
    },
    remove: async (key) => removeWithDrafts(pathOf(key)),
  };
}

async function writeWhole(path: string, { bytes, sizeBytes }: { bytes: Bytes; sizeBytes: number }): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(draft, "wx", 0o600);
    await fill(file, bytes, sizeBytes).finally(() => file.close());
    // A link, unlike a rename, never replaces what was checked already.
    await link(draft, path);
  } catch (error) {
    throw toUploadError(error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function fill(file: FileHandle, bytes: Bytes, sizeBytes: number): Promise<void> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > sizeBytes) throw sizeMismatch(sizeBytes, "more");
    await file.write(chunk);
  }
  if (size < sizeBytes) throw sizeMismatch(sizeBytes, "fewer");
  await file.sync();
}

const sizeMismatch = (sizeBytes: number, how: "more" | "fewer"): AppError =>
  new AppError(how === "more" ? "too_large" : "invalid", `These are ${how} than the ${sizeBytes} bytes announced.`, {
    code: "asset.size_mismatch",
  });

function toUploadError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EEXIST")
    return new AppError("conflict", "This file has been uploaded already.", { code: "asset.already_uploaded" });
  if (code === "ENOSPC" || code === "EDQUOT")
    return new AppError("unavailable", "The storage is full. Tell whoever runs this installation.", {
      code: "storage.full",
      cause: error,
    });
  return error;
}

/** An upload cut off by a crash leaves a file beside the target, with the target's name as prefix. */
async function removeWithDrafts(path: string): Promise<void> {
  const names = await readdir(dirname(path)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const own = names.filter((name) => name === basename(path) || name.startsWith(`${basename(path)}.`));
  for (const name of own) await rm(join(dirname(path), name), { force: true });
}
