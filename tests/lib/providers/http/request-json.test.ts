import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson, type JsonRequest } from "@/lib/providers/http/request-json";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const Greeting = z.object({ hello: z.string() });
type Greeting = z.infer<typeof Greeting>;

function ask(url: string, more: Partial<JsonRequest<Greeting>> = {}): Promise<Greeting> {
  const signal = new AbortController().signal;
  return requestJson({
    vendor: "acme",
    url,
    init: { method: "GET" },
    schema: Greeting,
    timeoutMs: 5_000,
    signal,
    ...more,
  });
}

describe("requestJson", () => {
  test.each([400, 401, 500, 200])(
    "a vendor that repeats the key in its %s answer does not put it into the error",
    async (status) => {
      const key = "canary-0123456789abcdef";
      const url = await serve(({ headers }, response) => {
        response.writeHead(status).end(`no such key: ${headers.authorization}`);
      });
      const init = { headers: { authorization: `Bearer ${key}` } };
      const error = await ask(url, { init }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AppError);
      const { message, code, details, stack } = error as AppError;
      expect(details["excerpt"]).toContain("no such key");
      expect(JSON.stringify([message, code, details, stack])).not.toContain(key);
    },
  );

  test("answers the parsed body", async () => {
    const url = await serve((_request, response) => response.end('{"hello":"world","more":1}'));
    expect(await ask(url)).toEqual({ hello: "world" });
  });

  test.each([
    [500, "upstream", true],
    [503, "unavailable", true],
    [429, "unavailable", true],
    [408, "upstream", true],
    [400, "upstream", false],
    [404, "upstream", false],
  ])("status %i is %s, retryable %s", async (status, kind, retryable) => {
    const url = await serve((_request, response) => response.writeHead(status).end("<html>x</html>"));
    await expect(ask(url)).rejects.toMatchObject({
      name: "AppError",
      kind,
      retryable,
      code: `acme.http_${status}`,
      details: { status },
    });
  });

  test("HTML, nothing, or another shape is a bad answer, retryable", async () => {
    for (const body of ["<html>hi</html>", "", '{"hello":1}']) {
      const url = await serve((_request, response) => response.end(body));
      await expect(ask(url)).rejects.toMatchObject({ kind: "upstream", code: "acme.bad_answer", retryable: true });
    }
  });

  test("a status the caller accepts is parsed", async () => {
    const url = await serve((_request, response) => response.writeHead(409).end('{"hello":"conflict"}'));
    expect(await ask(url, { accept: () => true })).toEqual({ hello: "conflict" });
  });

  test("a refused connection is unreachable; a connection cut in the middle is not, because the request may have been carried out", async () => {
    await expect(ask("http://127.0.0.1:2")).rejects.toMatchObject({
      kind: "unavailable",
      code: "acme.unreachable",
      retryable: true,
    });
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"hello":');
      response.socket?.destroy();
    });
    await expect(ask(url)).rejects.toMatchObject({ kind: "upstream", code: "acme.broken_off", retryable: true });
  });

  test("a silent server is a timeout; the caller's abort keeps its own reason", async () => {
    const url = await serve(() => undefined);
    await expect(ask(url, { timeoutMs: 50 })).rejects.toMatchObject({
      kind: "unavailable",
      code: "acme.timeout",
      retryable: true,
    });
    const reason = new Error("shutting down");
    await expect(ask(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = ask(url, { signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });

  test("a body beyond the bound is cut off, and no redirect is followed", async () => {
    const large = await serve((_request, response) => response.end(JSON.stringify({ hello: "x".repeat(2_000) })));
    await expect(ask(large, { maxBytes: 1_000 })).rejects.toMatchObject({ code: "acme.too_large", retryable: false });
    let followed = 0;
    const target = await serve((_request, response) => {
      followed++;
      response.end('{"hello":"x"}');
    });
    const redirecting = await serve((_request, response) => response.writeHead(302, { location: target }).end());
    await expect(ask(redirecting)).rejects.toMatchObject({ name: "AppError" });
    expect(followed).toBe(0);
  });
});
