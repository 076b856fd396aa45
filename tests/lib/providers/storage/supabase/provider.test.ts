import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { supabaseStorage } from "@/lib/providers/storage/supabase/provider";
import type { DirectStorage, ObjectKey } from "@/lib/providers/storage/port";
import { SERVICE_KEY, startStorageApi, type FakeStorageApi } from "./fake-storage-api";

let api: FakeStorageApi;
let storage: DirectStorage;
let key: ObjectKey;
let path = "";
beforeEach(async () => {
  api = await startStorageApi();
  storage = supabaseStorage({ url: api.url, serviceRoleKey: SERVICE_KEY, maxBytes: 1000 });
  key = { workspaceId: randomUUID(), projectId: randomUUID(), assetId: randomUUID() };
  path = `${key.workspaceId}/${key.projectId}/${key.assetId}`;
});
afterEach(() => api.close());

const read = async (): Promise<string | null> => {
  const stream = await storage.read(key);
  return stream && new Response(stream).text();
};
const put = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "PUT", body, headers: { "content-type": "text/plain" } });

test("a private bucket is made once, the bytes go there by a signed address, are read and removed", async () => {
  const { url, lifetimeSeconds } = await storage.uploadAddress(key);
  expect(api.bucket).toEqual({ public: false, file_size_limit: 1000 });
  expect(new URL(url).pathname).toBe(`/storage/v1/object/upload/sign/project-assets/${path}`);
  expect(lifetimeSeconds).toBe(7200);
  expect((await put(url, "hello")).status).toBe(200);
  expect((await put(url, "again")).status).toBe(400);
  expect(await read()).toBe("hello");
  await storage.remove(key);
  await storage.remove(key);
  expect(await read()).toBeNull();
  await storage.uploadAddress(key);
  expect(api.asked.filter((line) => line.includes("/bucket"))).toEqual(["GET /bucket/project-assets", "POST /bucket"]);
});

test("a bucket that somebody made at the same moment is as good; a public one is refused until it is private", async () => {
  api.bucket = { public: true, file_size_limit: null };
  await expect(storage.uploadAddress(key)).rejects.toMatchObject({ code: "storage.public_bucket" });
  api.bucket.public = false;
  await storage.uploadAddress(key);
  const both = [1, 2].map(() => supabaseStorage({ url: api.url, serviceRoleKey: SERVICE_KEY, maxBytes: 1000 }));
  api.bucket = null;
  await Promise.all(both.map((one) => one.uploadAddress(key)));
});

test.each([
  [500, JSON.stringify({ statusCode: "500", error: "Internal", message: "database is down" })],
  [502, "<html>bad gateway</html>"],
  [403, JSON.stringify({ statusCode: "403", error: "Unauthorized", message: "Invalid JWT secret-detail" })],
])(
  "an answer of %d is one retryable sentence without the vendor's words, and the next try works",
  async (status, body) => {
    const failed = { kind: "unavailable", code: "storage.failed", retryable: true };
    for (const ask of [() => storage.uploadAddress(key), () => storage.read(key), () => storage.remove(key)]) {
      api.failure = { status, body };
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(failed);
      expect(String(error)).not.toContain("secret-detail");
    }
    expect(await storage.uploadAddress(key)).toMatchObject({ url: expect.any(String) });
  },
);

test("a storage that is not there is one retryable sentence", async () => {
  await api.close();
  await expect(storage.uploadAddress(key)).rejects.toMatchObject({ kind: "unavailable", code: "storage.failed" });
});

test("only ids become a path", async () => {
  await expect(storage.uploadAddress({ ...key, assetId: "../x" })).rejects.toThrow("three uuids");
});
