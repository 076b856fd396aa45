import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { mayHaveArrived, requestPatiently } from "@/lib/providers/http/patient-json";

type Answer = { status: number; headers?: Record<string, string> };
let server: Server;
let url: string;
let answers: Answer[] = [];
let asked = 0;
let pauses: number[] = [];
beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    const { status, headers = {} } = answers.shift() ?? { status: 200 };
    response.writeHead(status, headers).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = 0;
  pauses = [];
});
afterAll(() => server.close());

const ask = (method: string, given: Answer[], signal = new AbortController().signal): Promise<unknown> => {
  answers = given;
  const request = { vendor: "vendor", url, init: { method }, schema: z.unknown(), timeoutMs: 5_000, signal };
  return requestPatiently(request, async (milliseconds) => void pauses.push(milliseconds));
};

test("a question is asked again after broken answers, each time after a longer pause", async () => {
  await ask("GET", [{ status: 500 }, { status: 502 }, { status: 503 }]);
  expect([asked, pauses]).toEqual([4, [500, 1_000, 2_000]]);
});

test("an order that may have arrived is given once; one that was not begun is given again", async () => {
  await expect(ask("POST", [{ status: 500 }])).rejects.toMatchObject({ code: "vendor.http_500" });
  expect(asked).toBe(1);
  await ask("POST", [{ status: 423 }, { status: 429, headers: { "retry-after": "7" } }]);
  expect([asked, pauses]).toEqual([4, [500, 7_000]]);
});

test("a refusal is final, unless it says when to come again", async () => {
  await expect(ask("GET", [{ status: 403 }])).rejects.toMatchObject({ code: "vendor.http_403" });
  await ask("GET", [{ status: 403, headers: { "retry-after": "3600" } }]);
  expect([asked, pauses]).toEqual([3, [30_000]]);
});

test("it gives up after five tries, and at once when it is stopped", async () => {
  const down = Array.from({ length: 9 }, () => ({ status: 429 }));
  await expect(ask("GET", down)).rejects.toMatchObject({ code: "vendor.http_429" });
  expect(asked).toBe(5);
  const stopped = AbortSignal.abort(new Error("stopped"));
  await expect(ask("GET", [], stopped)).rejects.toThrow("stopped");
  expect(asked).toBe(5);
});

test("whether an order may have arrived is told by its end", async () => {
  const endOf = (answer: Answer): Promise<unknown> => ask("POST", [answer]).catch((error: unknown) => error);
  expect(mayHaveArrived(await endOf({ status: 500 }))).toBe(true);
  expect(mayHaveArrived(await endOf({ status: 408 }))).toBe(true);
  expect(mayHaveArrived(await endOf({ status: 422 }))).toBe(false);
  expect(mayHaveArrived(new Error("a bug of our own"))).toBe(false);
});
