import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

const SITE = join(import.meta.dirname, "../site");
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** The file of a path: itself, or the index of a folder; null when there is none, and for a path that leads out of the site. */
async function fileAt(path: string): Promise<{ name: string; bytes: Buffer } | null> {
  const inside = normalize(decodeURIComponent(path)).replace(/^(\.\.(\/|\\|$))+/, "");
  if (inside.includes("\0") || inside.split("/").includes("..")) return null;
  for (const name of inside.endsWith("/") ? [`${inside}index.html`] : [inside, `${inside}/index.html`]) {
    const bytes = await readFile(join(SITE, name)).catch(() => null);
    if (bytes) return { name, bytes };
  }
  return null;
}

/** Serves the company's site. */
export async function serveSite(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const found = isRead ? await fileAt((request.url ?? "/").replace(/[?#].*$/, "")).catch(() => null) : null;
  if (!found) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page.");
    return;
  }
  const type = TYPES[extname(found.name).toLowerCase()] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": found.bytes.length });
  response.end(request.method === "HEAD" ? undefined : found.bytes);
}
