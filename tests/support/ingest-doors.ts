import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { DOORS } from "@/app/api/doors";
import { finderOf } from "@/lib/http/machine-doors/find-door";
import { startIngestServer } from "@/scripts/ingest/server";
import type { IngestCase, Sender } from "./ingest-cases";

export type Call = {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  isChunked?: boolean;
};
export type Doors = { call: (call: Call) => Promise<Response>; close: () => Promise<void> };

const CHUNK = 64 * 1024;

function* piecesOf(body: Buffer): Generator<Buffer> {
  for (let start = 0; start < body.length; start += CHUNK) yield body.subarray(start, start + CHUNK);
}

function initOf({ method = "POST", headers, body, isChunked }: Call): RequestInit {
  const bytes = Buffer.from(body ?? "");
  const stream = Readable.toWeb(Readable.from(piecesOf(bytes))) as ReadableStream as BodyInit;
  return {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body !== undefined && (isChunked ? { body: stream, duplex: "half" } : { body: new Uint8Array(bytes) })),
  } as RequestInit;
}

const find = finderOf(DOORS);

/** The handlers, called as functions. */
async function handlers(): Promise<Doors> {
  return {
    call: async (call) => {
      const found = find(call.path.replace(/\?.*$/, ""));
      const handler = found?.door.handlers[call.method ?? "POST"];
      if (!handler) throw new Error(`No answer to ${call.path}.`);
      const request = new Request(`http://127.0.0.1${call.path}`, initOf(call));
      return handler(request, { params: Promise.resolve(found.params) });
    },
    close: async () => undefined,
  };
}

/** Any server at an address. */
export const doorsAt = (url: string): Doors => ({
  call: (call) => fetch(url + call.path, initOf(call)),
  close: async () => undefined,
});

/** The ingestion process's own server, over HTTP. */
async function ingestServer(): Promise<Doors> {
  const server = await startIngestServer({ doors: DOORS, port: 0, host: "127.0.0.1" });
  return { ...doorsAt(server.url), close: server.stop };
}

/** The ways in that the same tests are run through. */
export const WAYS_IN = [
  ["the handlers", handlers],
  ["the ingestion server", ingestServer],
] as const satisfies readonly (readonly [string, () => Promise<Doors>])[];

type Asked = { status: number; headers: Record<string, string>; body: Record<string, unknown> };

/** Sends a case as its sender. */
export async function ask(
  { call }: Doors,
  { path, body, headers, isChunked }: IngestCase,
  sender: Sender,
): Promise<Asked> {
  const response = await call({
    path,
    body: body(sender),
    headers: { "x-webhook-token": sender.token, ...headers },
    ...(isChunked && { isChunked }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (await response.json()) as Record<string, unknown>,
  };
}
