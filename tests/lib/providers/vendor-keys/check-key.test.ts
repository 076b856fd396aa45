import { describe, expect, test } from "vitest";
import { connect } from "@/lib/providers/web/connect";
import { checkKey, KEY_OUTCOMES, type Ask, type KeyOutcome } from "@/lib/providers/vendor-keys/check-key";
import { RELEVANCE_REGIONS, type Reply, type VendorKey } from "@/lib/providers/vendor-keys/questions";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

const SECRET = "sk-a-secret-that-no-answer-repeats";
const OAUTH = { client_id: "client", client_secret: SECRET, refresh_token: SECRET };
const KEYS: VendorKey[] = [
  { type: "openai_api", data: { api_key: SECRET } },
  { type: "anthropic_api", data: { api_key: SECRET } },
  { type: "google_cse", data: { api_key: SECRET, cx: "engine" } },
  { type: "apify", data: { api_token: SECRET } },
  {
    type: "relevance_config",
    data: { auth_token: SECRET, base_url: RELEVANCE_REGIONS[0] ?? "", project_id: "project", studio_id: "tool" },
  },
  { type: "google_oauth2", data: OAUTH },
  { type: "google_sheets", data: OAUTH },
];

const error = (status: number, message: string): Reply => ({
  status,
  body: JSON.stringify({ error: { message: `${message} ${SECRET}`, status: message } }),
});
const RIGHT: Reply = {
  status: 200,
  body: JSON.stringify({ scope: "https://mail.google.com/ https://www.googleapis.com/auth/spreadsheets" }),
};
const usual = {
  right: RIGHT,
  wrong: error(401, "Incorrect API key provided"),
  expired: error(401, "The key has expired"),
  lacks_scope: error(403, "You have insufficient permissions"),
  limited: error(429, "Too many requests"),
  down: error(503, "Overloaded"),
} as const satisfies Record<KeyOutcome, Reply>;
/** The answers of vendors that use one status for several things. */
const ANSWERS: Record<VendorKey["type"], Record<KeyOutcome, Reply>> = {
  openai_api: { ...usual, limited: error(429, "insufficient_quota") },
  anthropic_api: {
    ...usual,
    limited: error(400, "Your credit balance is too low"),
    down: error(529, "overloaded_error"),
  },
  google_cse: {
    ...usual,
    wrong: error(400, "API key not valid. Please pass a valid API key."),
    expired: error(400, "API key expired. Please renew the API key."),
    limited: error(403, "Quota exceeded for quota metric"),
  },
  apify: usual,
  relevance_config: usual,
  google_oauth2: {
    ...usual,
    wrong: error(401, "invalid_client"),
    expired: error(400, "invalid_grant"),
    lacks_scope: { status: 200, body: '{"scope":"openid"}' },
  },
  google_sheets: {
    ...usual,
    wrong: error(401, "invalid_client"),
    expired: error(400, "invalid_grant"),
    lacks_scope: { status: 200, body: '{"scope":"https://mail.google.com/"}' },
  },
};

const signal = (): AbortSignal => AbortSignal.timeout(5_000);

/** Asks a server of this machine that gives one answer, and keeps the question's headers and path. */
async function asked(key: VendorKey, reply: Reply): Promise<{ outcome: KeyOutcome; message: string; sent: string }> {
  let sent = "";
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => (sent += chunk.toString()));
    request.on("end", () => {
      sent += `${request.method} ${request.url} ${JSON.stringify(request.headers)}`;
      response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const ask: Ask = ({ url, ...question }, until) => {
    const { pathname, search } = new URL(url);
    return connect(`http://127.0.0.1:${port}${pathname}${search}`, { ...question, signal: until, allowLoopback: true });
  };
  const check = await checkKey(key, signal(), ask);
  server.closeAllConnections();
  server.close();
  return { ...check, sent };
}

describe("each type of key has six answers that differ, and none repeats the key", () => {
  test.each(KEYS.map((key) => [key.type, key] as const))("%s", async (type, key) => {
    const messages = new Set<string>();
    for (const outcome of KEY_OUTCOMES) {
      const check = await asked(key, ANSWERS[type][outcome]);
      expect({ type, said: check.outcome }).toEqual({ type, said: outcome });
      expect(check.sent).toContain(SECRET);
      expect(check.message).not.toContain(SECRET);
      messages.add(check.message);
    }
    expect(messages.size).toBe(6);
  });
});

test("a vendor that cannot be reached leaves the key unjudged", async () => {
  for (const key of KEYS) {
    const nowhere: Ask = (question, until) =>
      connect("http://127.0.0.1:1/", { ...question, signal: until, allowLoopback: true });
    expect((await checkKey(key, signal(), nowhere)).outcome).toBe("down");
  }
});

test("a project of Relevance AI in another region is named with it", async () => {
  const [, region = ""] = RELEVANCE_REGIONS;
  const ask: Ask = ({ url }) => Promise.resolve(url.startsWith(region) ? RIGHT : error(401, "Unauthorized"));
  const relevance = KEYS.find(({ type }) => type === "relevance_config")!;
  const { outcome, message } = await checkKey(relevance, signal(), ask);
  expect(outcome).toBe("wrong");
  expect(message).toContain(region);
});

test("a Google client without a consent may not be used yet, and no private address is asked", async () => {
  const data = { client_id: "client", client_secret: SECRET };
  expect((await checkKey({ type: "google_sheets", data }, signal())).outcome).toBe("lacks_scope");
  const inside = { api_key: SECRET, base_url: "http://169.254.169.254/v1" };
  const { outcome, message } = await checkKey({ type: "openai_api", data: inside }, signal());
  expect(outcome).toBe("wrong");
  expect(message).toContain("private network");
});
