import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderStorage } from "@/lib/providers/storage/local/provider";
import type { ObjectKey, OwnStorage } from "@/lib/providers/storage/port";
import { inPieces } from "../../../../factories/assets";

const BYTES = Buffer.from("0123456789".repeat(1000));

let root = "";
let storage: OwnStorage;
let key: ObjectKey;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "greenlight-storage-"));
  storage = folderStorage(join(root, "storage"));
  key = { workspaceId: randomUUID(), projectId: randomUUID(), assetId: randomUUID() };
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = (bytes: AsyncIterable<Uint8Array>, sizeBytes = BYTES.length): Promise<void> =>
  storage.write(key, { bytes, sizeBytes });
const read = async (): Promise<Buffer | null> => {
  const stream = await storage.read(key);
  return stream && Buffer.from(await new Response(stream).arrayBuffer());
};
const files = async (): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test("a file is written, read and removed, under a path of ids that only its owner may enter", async () => {
  expect(await read()).toBeNull();
  await write(inPieces(BYTES));
  expect(await read()).toEqual(BYTES);
  const path = join(root, "storage", key.workspaceId, key.projectId, key.assetId);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(path, ".."))).mode & 0o777).toBe(0o700);
  await storage.remove(key);
  await storage.remove(key);
  expect(await read()).toBeNull();
});

test("of two uploads at once one wins whole, and what is there is never replaced", async () => {
  const other = Buffer.from("abcdefghij".repeat(1000));
  const results = await Promise.allSettled([write(inPieces(BYTES)), write(inPieces(other))]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const kept = results[0]?.status === "fulfilled" ? BYTES : other;
  expect(await read()).toEqual(kept);
  await expect(write(inPieces(other))).rejects.toMatchObject({ kind: "conflict", code: "asset.already_uploaded" });
  expect(await read()).toEqual(kept);
  expect(await files()).toEqual([key.assetId]);
});

async function* breakingOff(): AsyncGenerator<Uint8Array> {
  yield BYTES.subarray(0, 10);
  throw new Error("the connection is gone");
}
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield BYTES;
}

test.each([
  ["broken off", breakingOff, { message: "the connection is gone" }],
  ["endless", endless, { kind: "too_large", code: "asset.size_mismatch" }],
  ["short", () => inPieces(BYTES.subarray(1)), { kind: "invalid", code: "asset.size_mismatch" }],
])("an upload that is %s leaves nothing, and can be tried again", async (_how, bytes, error) => {
  await expect(write(bytes())).rejects.toMatchObject(error);
  expect(await files()).toEqual([]);
  await write(inPieces(BYTES));
  expect(await read()).toEqual(BYTES);
});

test("a full disk is said to be full", async () => {
  async function* full(): AsyncGenerator<Uint8Array> {
    yield BYTES.subarray(0, 10);
    throw Object.assign(new Error("write"), { code: "ENOSPC" });
  }
  await expect(write(full())).rejects.toMatchObject({ kind: "unavailable", code: "storage.full" });
});

test("leftovers of a crash are removed with their file, and no other file is", async () => {
  await write(inPieces(BYTES));
  const folder = join(root, "storage", key.workspaceId, key.projectId);
  await writeFile(join(folder, `${key.assetId}.0123456789ab`), "half");
  const other = { ...key, assetId: randomUUID() };
  await storage.write(other, { bytes: inPieces(BYTES), sizeBytes: BYTES.length });
  await storage.remove(key);
  expect(await files()).toEqual([other.assetId]);
});

test.each(["..", "../../etc/passwd", "a/b", "", "A".repeat(36)])("%j never becomes a path", async (assetId) => {
  key = { ...key, assetId };
  await expect(storage.read(key)).rejects.toThrow("three uuids");
  await expect(write(inPieces(BYTES))).rejects.toThrow("three uuids");
  await expect(storage.remove(key)).rejects.toThrow("three uuids");
});
