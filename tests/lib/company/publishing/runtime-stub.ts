import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Version = { files: Record<string, string>; marker: string | null };
export type Fault = "refuses" | "hangs up" | "answers nonsense" | "has no such door" | "forgets";

export type RuntimeStub = {
  url: string;
  /** The key that Greenlight proves itself with. */
  key: string;
  fault: Fault | null;
  /** The version that visitors see. */
  shown(): Version | null;
  close(): Promise<void>;
};

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A company's application as far as its site goes, with faults: it keeps versions and may lie about them. */
export async function openRuntimeStub(): Promise<RuntimeStub> {
  const versions = new Map<string, Version>();
  const state: { current: string | null } = { current: null };
  const siteOf = (name: string | null) => {
    const version = name === null ? undefined : versions.get(name);
    return version && version.marker !== null ? { deployment: name, marker: version.marker } : null;
  };
  function answer(method: string, url: URL, body: string): [number, unknown] {
    const [, name, rest] = /^\/runtime\/site(?:\/([0-9a-f]{32})(\/files)?)?$/.exec(url.pathname) ?? [];
    if (name === undefined) return [200, { site: siteOf(state.current) }];
    const version = versions.get(name) ?? { files: {}, marker: null };
    if (method === "PUT" && rest) {
      if (stub.fault !== "forgets") version.files[url.searchParams.get("path") ?? ""] = body;
      versions.set(name, version);
      return [200, { ok: true }];
    }
    if (method === "GET") return siteOf(name) ? [200, { site: siteOf(name) }] : [404, { error: "none" }];
    const wanted = JSON.parse(body) as { marker: string; files: number };
    if (Object.keys(version.files).length !== wanted.files) return [409, { error: "not all are here" }];
    version.marker = wanted.marker;
    state.current = name;
    return [200, { site: siteOf(name) }];
  }
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      if (stub.fault === "hangs up") return request.socket.destroy();
      if (stub.fault === "answers nonsense") return response.writeHead(200).end("<html>");
      if (stub.fault === "has no such door") return response.writeHead(404).end("{}");
      const isAllowed = request.headers.authorization === `Bearer ${stub.key}` && stub.fault !== "refuses";
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const [status, said] = isAllowed ? answer(request.method ?? "GET", url, body) : [401, { error: "no" }];
      return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
    });
  });
  const stub: RuntimeStub = {
    url: "",
    key: "",
    fault: null,
    shown: () => (state.current === null ? null : (versions.get(state.current) ?? null)),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return stub;
}
