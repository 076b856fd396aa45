import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Supabase's storage as its published API describes it, in memory; what it is asked for is kept in `asked`. */
export type FakeStorageApi = {
  url: string;
  asked: string[];
  objects: Map<string, Buffer>;
  bucket: { public: boolean; file_size_limit: number | null } | null;
  /** Answers this once instead of what was asked for. */
  failure: { status: number; body: string } | null;
  close(): Promise<void>;
};

export const SERVICE_KEY = "service-role-key";
const PREFIX = "/storage/v1";

type Answer = { status: number; body: unknown };
const no = (status: number, code: string, message: string): Answer => ({
  status,
  body: { statusCode: code, error: message, message },
});

export async function startStorageApi(): Promise<FakeStorageApi> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const api: FakeStorageApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    objects: new Map(),
    bucket: null,
    failure: null,
    close: () => closed(server),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = (request.url ?? "").replace(PREFIX, "");
    api.asked.push(`${request.method} ${path.replace(/\?.*/, "")}`);
    const { status, body } = answer(request, path, Buffer.concat(chunks));
    const isBytes = Buffer.isBuffer(body);
    response.writeHead(status, { "content-type": isBytes ? "application/octet-stream" : "application/json" });
    response.end(isBytes || typeof body === "string" ? body : JSON.stringify(body));
  }

  function answer({ method, headers }: IncomingMessage, path: string, body: Buffer): Answer {
    const { failure } = api;
    api.failure = null;
    if (failure) return failure;
    const upload = /^\/object\/upload\/sign\/project-assets\/([^?]+)/.exec(path)?.[1];
    if (upload && method === "PUT") return put(upload, path, body);
    if (headers.authorization !== `Bearer ${SERVICE_KEY}`) return no(400, "403", "Unauthorized");
    if (path === "/bucket/project-assets")
      return api.bucket
        ? { status: 200, body: { id: "project-assets", ...api.bucket } }
        : no(400, "404", "Bucket not found");
    if (path === "/bucket") return makeBucket(body);
    if (!api.bucket) return no(400, "404", "Bucket not found");
    if (upload) return { status: 200, body: { url: `${path}?token=signed-${upload}`, token: `signed-${upload}` } };
    if (method === "DELETE") return remove(body);
    const found = api.objects.get(path.replace("/object/project-assets/", ""));
    return found ? { status: 200, body: found } : no(400, "404", "Object not found");
  }

  function makeBucket(body: Buffer): Answer {
    if (api.bucket) return no(400, "409", "The resource already exists");
    const wanted = JSON.parse(body.toString()) as { public: boolean; file_size_limit: number };
    api.bucket = { public: wanted.public, file_size_limit: wanted.file_size_limit };
    return { status: 200, body: { name: "project-assets" } };
  }

  function put(name: string, path: string, body: Buffer): Answer {
    if (new URL(path, api.url).searchParams.get("token") !== `signed-${name}`) return no(400, "403", "Invalid token");
    if (api.objects.has(name)) return no(400, "409", "The resource already exists");
    api.objects.set(name, body);
    return { status: 200, body: { Key: `project-assets/${name}` } };
  }

  function remove(body: Buffer): Answer {
    const { prefixes } = JSON.parse(body.toString()) as { prefixes: string[] };
    return { status: 200, body: prefixes.filter((name) => api.objects.delete(name)).map((name) => ({ name })) };
  }
  return api;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
