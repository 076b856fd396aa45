import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "./sidecar-harness";

export type Asked = { method: string; path: string; key: string; body: unknown };
type Answer = {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  hold?: Promise<unknown>;
};
const CREDENTIAL_TIMES = { createdAt: "2026-11-21T00:00:00Z", updatedAt: "2026-11-21T00:00:00Z" };
type Script = (asked: Asked) => Answer | null;
export type FakeN8n = { url: string; asked: Asked[]; stop(): Promise<void> };

/** An n8n that can be made to misbehave; `script` answers first, else it behaves like one with nothing in it. */
export async function startFakeN8n(script: Script = () => null): Promise<FakeN8n> {
  const asked: Asked[] = [];
  const { url, stop } = await listen((request, response) => {
    void readBody(request).then(async (body) => {
      const [method, path, key] = [
        request.method ?? "",
        request.url ?? "",
        String(request.headers["x-n8n-api-key"] ?? ""),
      ];
      const entry: Asked = { method, path, key, body };
      asked.push(entry);
      await reply(response, script(entry) ?? usual(entry));
    });
  });
  return { url, asked, stop };
}

function usual({ method, path, body }: Asked): Answer {
  if (path === "/healthz/readiness") return { json: { status: "ok" } };
  if (path === "/rest/login")
    return { json: { data: {} }, headers: { "set-cookie": "n8n-auth=cookie; Path=/; HttpOnly" } };
  if (path === "/rest/api-keys") return { json: { data: { rawApiKey: "made-key" } } };
  if (method === "GET" && /^\/api\/v1\/(workflows|credentials)\?/.test(path))
    return { json: { data: [], nextCursor: null } };
  if (method === "POST" && path === "/api/v1/credentials")
    return { json: { id: "cred1", ...CREDENTIAL_TIMES, ...(body as object) } };
  if (method === "POST" && path === "/api/v1/workflows") return { json: workflow(body as object) };
  return { status: 404, json: { message: "not found" } };
}

export function workflow(more: object): object {
  const versions = { versionId: "v1", activeVersionId: null, active: false };
  return {
    id: "wf1",
    name: "n",
    ...versions,
    updatedAt: "2026-11-21T00:00:00Z",
    nodes: [],
    connections: {},
    settings: {},
    ...more,
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : null;
}

async function reply(
  response: ServerResponse,
  { status = 200, json, text, headers = {}, hold }: Answer,
): Promise<void> {
  await hold;
  const type = text === undefined ? "application/json" : "text/html";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(text ?? JSON.stringify(json));
}
