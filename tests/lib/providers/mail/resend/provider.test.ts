import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readAll } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { resendMail } from "@/lib/providers/mail/resend/provider";

/** The vendor's documented `POST /emails`; any other request is refused. */
const SendEmail = z.strictObject({
  from: z.string(),
  to: z.union([z.string(), z.array(z.string()).min(1).max(50)]),
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

type Answer = { status: number; body: string } | "silence" | "hang up";
type Seen = { method?: string; url?: string; headers: IncomingHttpHeaders; body: z.infer<typeof SendEmail> };

let server: Server;
let baseUrl: string;
let answer: Answer;
let seen: Seen[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const respond = async (): Promise<void> => {
      const body = SendEmail.parse(JSON.parse(await readAll(request)));
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (answer === "hang up") return void request.socket.destroy();
      if (answer === "silence") return;
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    };
    respond().catch((error: unknown) => response.writeHead(422).end(JSON.stringify({ message: String(error) })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen = [];
  answer = { status: 200, body: JSON.stringify({ id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" }) };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const message = {
  to: "ann@example.com",
  subject: "Hello",
  text: "Hello",
  html: "<p>Hello</p>",
  messageId: "<invite.1@greenlight>",
};
const send = (signal = new AbortController().signal): Promise<void> => {
  const timeoutMs = answer === "silence" ? 500 : 30_000;
  const mail = resendMail({
    apiKey: "re_test_key",
    baseUrl: `${baseUrl}/`,
    from: "greenlight@acme.example",
    timeoutMs,
  });
  return mail.send(message, signal);
};
const refuse = (status: number, name: string, said = "Because."): void => {
  answer = { status, body: JSON.stringify({ statusCode: status, name, message: said }) };
};

test("one request as documented, with the key, an idempotency key and the application's own address", async () => {
  await send();
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: "POST", url: "/emails" });
  expect(seen[0]?.headers).toMatchObject({
    authorization: "Bearer re_test_key",
    "content-type": "application/json",
    "idempotency-key": "<invite.1@greenlight>",
  });
  expect(seen[0]?.body).toEqual({
    from: "Greenlight <greenlight@acme.example>",
    to: ["ann@example.com"],
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "OOF, AutoReply",
      "X-Entity-Ref-ID": "<invite.1@greenlight>",
    },
  });
});

test.each([
  [400, "validation_error"],
  [401, "missing_api_key"],
  [403, "invalid_api_key"],
  [403, "validation_error"],
  [422, "invalid_from_address"],
])("%i %s is for somebody to mend, and says what the provider says", async (status, name) => {
  refuse(status, name, "The acme.example domain is not verified.");
  await expect(send()).rejects.toMatchObject({
    kind: "upstream",
    code: "mail.refused",
    retryable: false,
    message: "The mail provider refused the mail: The acme.example domain is not verified.",
  });
});

test.each([
  [429, "rate_limit_exceeded"],
  [429, "daily_quota_exceeded"],
  [409, "concurrent_idempotent_requests"],
  [500, "application_error"],
  [503, "internal_server_error"],
])("%i %s is worth another try", async (status, name) => {
  refuse(status, name);
  await expect(send()).rejects.toMatchObject({ kind: "unavailable", code: "mail.unavailable", retryable: true });
});

test("a mail that went out with other words before is not an error", async () => {
  refuse(409, "invalid_idempotent_request");
  await expect(send()).resolves.toBeUndefined();
});

test.each<[string, Answer]>([
  ["an error page", { status: 502, body: "<html>Bad gateway</html>" }],
  ["no JSON", { status: 200, body: "OK" }],
  ["nothing of use", { status: 200, body: "{}" }],
  ["an error of null", { status: 500, body: "null" }],
  ["an error of text", { status: 500, body: '"no"' }],
  ["a hang-up", "hang up"],
  ["silence", "silence"],
])("%s is worth another try", async (_what, given) => {
  answer = given;
  await expect(send()).rejects.toMatchObject({ code: "mail.unavailable", retryable: true });
});

test("a refused connection is retryable", async () => {
  const nobody = resendMail({ apiKey: "re_x", baseUrl: "http://127.0.0.1:2", from: "a@b.example" });
  await expect(nobody.send(message, new AbortController().signal)).rejects.toMatchObject({ code: "mail.unavailable" });
});

test("nothing is sent to what is not one address", async () => {
  const mail = resendMail({ apiKey: "re_x", baseUrl, from: "a@b.example" });
  const sending = mail.send({ ...message, to: "ann@example.com, eve@example.com" }, new AbortController().signal);
  await expect(sending).rejects.toMatchObject({ code: "mail.address_invalid", retryable: false });
  expect(seen).toEqual([]);
});

test("a job that is stopped stops the request, with its own reason", async () => {
  answer = "silence";
  const stop = new AbortController();
  const sending = send(stop.signal);
  stop.abort(new Error("frozen"));
  await expect(sending).rejects.toThrow("frozen");
  await expect(send(stop.signal)).rejects.toThrow("frozen");
});
