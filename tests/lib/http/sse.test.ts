import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS, openStreams } from "@/lib/http/open-streams";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { sseResponse, type ServerSentEvent } from "@/lib/http/sse";

type ReaderCtx = Pick<WorkspaceCtx, "actor" | "workspaceId">;
const readerNamed = (userId: string): ReaderCtx => ({
  actor: { type: "user", userId, permissions: new Set() },
  workspaceId: "w",
});
const READER = readerNamed("ada");

type Source = (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

const open = (
  source: Source,
  init: RequestInit = {},
  ctx = READER,
): { response: Response; read: () => Promise<string | null> } => {
  const response = sseResponse({ request: new Request("http://localhost/stream", init), ctx }, source);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const read = async (): Promise<string | null> => {
    const { done, value } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { response, read };
};

/** A source that gives one event and then waits until its reader is gone. */
const waiting: Source = async function* waitForever(signal) {
  yield { data: 1 };
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
  });
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("frames carry id, event and data; a line break in the data cannot break a frame", async () => {
  const { response, read } = open(async function* events() {
    yield { id: "7:1", event: "line", data: { text: "one\n\ndata: forged\r\n" } };
    yield { data: null };
  });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await read()).toBe("retry: 2000\n\n");
  expect(await read()).toBe('id: 7:1\nevent: line\ndata: {"text":"one\\n\\ndata: forged\\r\\n"}\n\n');
  expect(await read()).toBe("data: null\n\n");
  expect(await read()).toBeNull();
});

test("while nothing happens a heartbeat comes every 15 s, and no event is lost to it", async () => {
  const happen = Promise.withResolvers<void>();
  const { read } = open(async function* events() {
    await happen.promise;
    yield { data: "at last" };
  });
  await read();
  for (let beat = 0; beat < 2; beat += 1) {
    const next = read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await next).toBe(": still here\n\n");
  }
  happen.resolve();
  expect(await read()).toBe('data: "at last"\n\n');
  expect(await read()).toBeNull();
});

test("the source ends when the reader cancels", async () => {
  let source: AbortSignal | undefined;
  const { body } = sseResponse({ request: new Request("http://localhost/stream"), ctx: READER }, (signal) => {
    source = signal;
    return waiting(signal);
  });
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.cancel();
  expect(source?.aborted).toBe(true);
});

test("the stream ends when the request is aborted", async () => {
  const gone = new AbortController();
  const { read } = open(waiting, { signal: gone.signal });
  expect(await read()).toContain("retry");
  expect(await read()).toBe("data: 1\n\n");
  const last = read();
  gone.abort();
  expect(await last).toBeNull();
});

test("a slow reader holds the source back", async () => {
  let made = 0;
  const { read } = open(async function* endless() {
    for (;;) {
      made += 1;
      yield { data: made };
    }
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made).toBeLessThanOrEqual(2);
  await read();
  await read();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(made).toBeLessThanOrEqual(4);
});

test("a source that fails breaks the stream, so that the browser connects again", async () => {
  const { read } = open(async function* broken() {
    yield { data: 1 };
    throw new Error("database gone");
  });
  await read();
  await read();
  await expect(read()).rejects.toThrow("database gone");
});

test("a stream gives its place back however it ends: done, failed, cancelled, aborted, or never begun", async () => {
  vi.useRealTimers();
  const grace = readerNamed("grace");
  const leave = new AbortController();
  const failing: Source = async function* fail() {
    yield { data: 1 };
    throw new Error("broken");
  };
  const done: Source = async function* one() {
    yield { data: 1 };
  };
  for (let round = 0; round < 2 * LIMITS.ofOne; round += 1) {
    for (const source of [done, failing]) {
      const { read } = open(source, {}, grace);
      await read();
      await read();
      await read().catch(() => null);
    }
    const { body } = sseResponse({ request: new Request("http://localhost/x"), ctx: grace }, waiting);
    await body?.cancel();
    open(waiting, { signal: AbortSignal.abort() }, grace);
  }
  open(waiting, { signal: leave.signal }, grace);
  leave.abort();
  const ends = Array.from({ length: LIMITS.ofOne }, () => openStreams.open(grace));
  expect(() => open(waiting, {}, grace)).toThrow(expect.objectContaining({ code: "stream.too_many" }));
  ends.forEach((end) => end());
});
