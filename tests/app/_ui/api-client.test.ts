import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { api, ApiError, sentenceOf } from "@/app/_ui/api-client";

type Answer = { status: number; type?: string; body: string };

let server: Server;
let base: string;
let answer: Answer = { status: 200, body: "{}" };
const asked: { method?: string; url?: string; type?: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, type: request.headers["content-type"] });
    request.resume();
    response.writeHead(answer.status, { "content-type": answer.type ?? "application/json" }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function failure(path = "/", request = {}): Promise<ApiError> {
  const error: unknown = await api(`${base}${path}`, request).catch((caught: unknown) => caught);
  if (error instanceof ApiError) return error;
  throw new Error("Expected an ApiError");
}

test("a body is sent as JSON by POST; empty query values are left out", async () => {
  answer = { status: 200, body: '{"id":"x"}' };
  await expect(
    api(`${base}/a`, { json: { a: 1 }, query: { q: "é&", status: null, cursor: "", n: 0 } }),
  ).resolves.toEqual({ id: "x" });
  expect(asked.at(-1)).toEqual({ method: "POST", url: "/a?q=%C3%A9%26&n=0", type: "application/json" });
});

test("the error's sentence, its code and every field reach the caller", async () => {
  answer = {
    status: 400,
    body: JSON.stringify({
      error: "name is required",
      code: "request.invalid",
      request_id: "r1",
      field: "name",
      issues: [
        { field: "name", problem: "Invalid input: expected string, received undefined" },
        { field: "data.port", problem: "must be a number" },
      ],
    }),
  };
  const error = await failure();
  expect(error).toMatchObject({ status: 400, message: "name is required", code: "request.invalid", requestId: "r1" });
  expect(error.fields).toEqual({ name: "is required", "data.port": "must be a number" });
});

test("a field without an issue of its own takes the error's sentence", async () => {
  answer = { status: 422, body: JSON.stringify({ error: "There is no mailbox here.", field: "use_test_mailbox" }) };
  expect((await failure()).fields).toEqual({ use_test_mailbox: "There is no mailbox here." });
});

test("the missing parts of a launch are handed on", async () => {
  const missing = [{ field: "leads", step: "leads", message: "Import at least one lead." }];
  answer = { status: 422, body: JSON.stringify({ error: "Not ready", code: "onboarding.incomplete", missing }) };
  expect((await failure()).missing).toEqual(missing);
});

test("an answer that is not JSON, and none at all, are sentences too", async () => {
  answer = { status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" };
  expect((await failure()).message).toBe("Greenlight answered with an error (502). Try again in a moment.");

  const unreachable: unknown = await api("http://127.0.0.1:1/").catch((caught: unknown) => caught);
  expect(unreachable).toMatchObject({ status: 0 });
  expect(sentenceOf(unreachable)).toContain("could not be reached");
});

test("an answer that claims to be JSON and is not is a sentence", async () => {
  answer = { status: 500, body: "{" };
  expect((await failure()).status).toBe(500);
});

test("a request the page gave up on stays an abort, not a failure to show", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(api(base, { signal: controller.signal })).rejects.toThrow(/abort/i);
});
