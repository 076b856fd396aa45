import { expect, test, vi } from "vitest";
import { deadlineMs, readBytes, readJson } from "@/lib/http/read-json";

const JSON_TYPE = { "content-type": "application/json" };
const MIB = 1024 * 1024;

const read = (body: BodyInit | null, headers: Record<string, string> = JSON_TYPE): Promise<unknown> =>
  readJson(new Request("http://localhost/x", { method: "POST", body, headers }));

/** A body that comes in chunks and says how much of it was taken. */
function chunks(total: number, size = 64 * 1024): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (taken >= total) return controller.close();
        taken += size;
        controller.enqueue(new Uint8Array(size).fill(0x20));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken: () => taken };
}

const readStream = (body: ReadableStream<Uint8Array>, headers: Record<string, string>): Promise<unknown> =>
  readJson(new Request("http://localhost/x", { method: "POST", body, headers, duplex: "half" } as RequestInit));

test.each(["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/problem+json"])(
  "%s is read",
  async (type) => {
    expect(await read('{"a":[1,"x",null]}', { "content-type": type })).toEqual({ a: [1, "x", null] });
  },
);

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/jsonx",
  "",
])("%j is 415", async (type) => {
  await expect(read("{}", { "content-type": type })).rejects.toMatchObject({
    kind: "unsupported",
    code: "body.not_json",
  });
});

test("exactly 1 MiB is read, one byte more is 413", async () => {
  const text = JSON.stringify("x".repeat(MIB - 2));
  expect(await read(text)).toHaveLength(MIB - 2);
  await expect(read(`${text} `)).rejects.toMatchObject({ kind: "too_large", code: "body.too_large" });
});

test("a declared length beyond the limit is refused before a byte is read", async () => {
  const { body, taken } = chunks(10 * MIB);
  await expect(readStream(body, { ...JSON_TYPE, "content-length": String(10 * MIB) })).rejects.toMatchObject({
    kind: "too_large",
  });
  expect(taken()).toBe(0);
});

test.each<Record<string, string>>([{}, { "content-length": "10" }])(
  "10 MiB that come undeclared (%j) are not held",
  async (declared) => {
    const { body, taken } = chunks(10 * MIB);
    await expect(readStream(body, { ...JSON_TYPE, ...declared })).rejects.toMatchObject({ kind: "too_large" });
    expect(taken()).toBeLessThan(MIB + 256 * 1024);
  },
);

test("nesting: 32 levels are read, 10,000 are 400, in arrays, objects and keys", async () => {
  const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  await expect(read(nested(32))).resolves.toBeDefined();
  for (const body of [nested(10_000), `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`]) {
    await expect(read(body)).rejects.toMatchObject({ kind: "invalid", code: "body.invalid" });
  }
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["a trailing comma", '{"a":1,}'],
  ["invalid UTF-8", new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ["a NUL in a text", JSON.stringify({ a: ["x\0y"] })],
  ["a NUL in a key", JSON.stringify({ "x\0y": 1 })],
  ["half a character", String.raw`{"a":"\ud800"}`],
  ["half a character in a key", String.raw`{"\udc00":1}`],
])("%s is 400", async (_name, body) => {
  await expect(read(body)).rejects.toMatchObject({ kind: "invalid", code: "body.invalid" });
});

test("a whole emoji, SQL, HTML and U+FFFF are texts like any other", async () => {
  const texts = ["👩🏽‍🚀", "'; drop table leads; --", "<script>", "\uffff", "\u202e"];
  expect(await read(JSON.stringify(texts))).toEqual(texts);
});

test("__proto__ and constructor are plain keys and change no prototype", async () => {
  const body = (await read('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')) as object;
  expect(Object.keys(body)).toEqual(["__proto__", "constructor"]);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
});

test("of duplicate keys the last one counts; a number beyond 2^53 is read as JavaScript reads it", async () => {
  expect(await read('{"a":1,"a":2,"n":9007199254740993}')).toEqual({ a: 2, n: 2 ** 53 });
});

test("a body that does not arrive in time is refused, and its sender is left", async () => {
  let left = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array([0x7b])),
    cancel: () => {
      left = true;
    },
  });
  const request = new Request("http://localhost/x", { method: "POST", body, duplex: "half" } as RequestInit);
  await expect(readBytes(request, MIB, 50)).rejects.toMatchObject({ kind: "invalid", code: "body.invalid" });
  await vi.waitFor(() => expect(left).toBe(true));
  expect([deadlineMs(MIB), deadlineMs(30 * MIB)]).toEqual([30_000, 120_000]);
});
