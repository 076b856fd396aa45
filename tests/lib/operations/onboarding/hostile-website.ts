import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

export type Site = { origin: string; port: number; requests: () => number; stop: () => Promise<void> };

async function serve(listener: RequestListener): Promise<Site> {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${port}`, port, requests: () => requests, stop };
}

export const SECRET = "internal-admin-token";

/** A server that no founder may read, beside the hostile one. */
export const serveInternal = (): Promise<Site> =>
  serve((_request, response) => void response.end(`<title>${SECRET}</title>`));

const HTML = { "content-type": "text/html; charset=utf-8" };

/** A website that does to its visitor what a website can. `/to?url` redirects there. */
export async function serveHostile(pages: Record<string, string>): Promise<Site> {
  // 200 MB of spaces, sent as 200 kB.
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, " "));
  const endless = Buffer.alloc(64 * 1024, "x");
  return serve((request, response) => {
    const url = new URL(request.url ?? "/", "http://hostile.example");
    if (url.pathname === "/to") return void response.writeHead(302, { location: url.search.slice(1) }).end();
    if (url.pathname === "/loop") return void response.writeHead(302, { location: "/loop" }).end();
    if (url.pathname === "/bomb")
      return void response.writeHead(200, { ...HTML, "content-encoding": "gzip" }).end(bomb);
    if (url.pathname === "/broken-gzip")
      return void response.writeHead(200, { ...HTML, "content-encoding": "gzip" }).end("<title>not gzip</title>");
    if (url.pathname === "/silent") return;
    if (url.pathname === "/drop") {
      response.writeHead(200, HTML).write("<title>One letter");
      const drip = setInterval(() => response.write("."), 100);
      return void response.on("close", () => clearInterval(drip));
    }
    if (url.pathname === "/endless") {
      response.writeHead(200, HTML).write("<title>Endless Works</title>");
      const more = (): void =>
        void (response.writableEnded || (response.write(endless) ? setImmediate(more) : response.once("drain", more)));
      return more();
    }
    if (url.pathname === "/file")
      return void response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF");
    const page = pages[url.pathname];
    if (page === undefined) return void response.writeHead(404, HTML).end("<title>Not found</title>");
    return void response.writeHead(200, HTML).end(page);
  });
}
