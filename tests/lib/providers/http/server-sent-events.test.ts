import { afterAll, beforeAll, expect, test } from "vitest";
import { requestStream, type StreamRequest } from "@/lib/providers/http/request-json";
import { serverSentEvents } from "@/lib/providers/http/server-sent-events";
import { modelServer, type ModelServer } from "../../../support/model-server";

let server: ModelServer;
beforeAll(async () => {
  server = await modelServer();
});
afterAll(() => server.close());

const ask = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  vendor: "acme",
  url: server.baseUrl,
  init: { method: "POST", body: "{}" },
  timeoutMs: 5_000,
  signal: new AbortController().signal,
  ...more,
});

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

test("lines of every kind, several data lines, comments, and no event without its blank line", async () => {
  server.answer(async ({ send, end }) => {
    await send(": hello\r\nevent: a\r\ndata: one\r\ndata: two\r\n\r\ndata:3\n\nid: 7\n\ndata: cut off");
    end();
  });
  expect(await all(serverSentEvents(ask()))).toMatchObject([{ event: "a", data: "one\ntwo" }, { data: "3" }]);
});

test("an event that does not end is refused, not collected", async () => {
  server.answer(async ({ send, end }) => {
    for (let i = 0; i < 40; i += 1) await send(`${i === 0 ? "data: " : ""}${"x".repeat(64 * 1024)}`);
    end();
  });
  await expect(all(serverSentEvents(ask()))).rejects.toMatchObject({ code: "acme.too_large" });
});

test("more than may come is refused", async () => {
  server.answer(async ({ send, end }) => {
    await send("x".repeat(2_000));
    end();
  });
  await expect(all(requestStream(ask({ maxBytes: 1_000 })))).rejects.toMatchObject({ code: "acme.too_large" });
});

test.each([
  [401, "upstream", false],
  [429, "unavailable", true],
  [500, "upstream", true],
])("status %i is %s before anything is read", async (status, kind, retryable) => {
  server.refuse(status, "no");
  await expect(all(requestStream(ask()))).rejects.toMatchObject({ kind, retryable, code: `acme.http_${status}` });
});

test("a vendor that falls silent is timed out, one that is cut off broke off, one that is not there is unreachable", async () => {
  server.answer(({ send }) => send("data: 1\n\n"));
  await expect(all(requestStream(ask({ timeoutMs: 200 })))).rejects.toMatchObject({ code: "acme.timeout" });
  await server.calls.at(-1)?.closed;
  server.answer(async ({ send, cut }) => {
    await send("data: 1\n\n");
    cut();
  });
  await expect(all(requestStream(ask()))).rejects.toMatchObject({ code: "acme.broken_off" });
  const gone = await modelServer();
  await gone.close();
  await expect(all(requestStream(ask({ url: gone.baseUrl })))).rejects.toMatchObject({ code: "acme.unreachable" });
});

test("a reader that takes its time is not timed out, and the signal's own reason comes out", async () => {
  const stop = new AbortController();
  server.answer(({ send }) => send("data: 1\n\n"));
  const bytes = requestStream(ask({ timeoutMs: 300, signal: stop.signal }));
  await bytes.next();
  await new Promise((resolve) => AbortSignal.timeout(500).addEventListener("abort", resolve));
  const next = bytes.next();
  stop.abort(new Error("enough"));
  await expect(next).rejects.toThrow("enough");
  await server.calls.at(-1)?.closed;
});
