import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { Pool } from "pg";
import { currentSite, fileOf } from "./site-doors.ts";

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

type Served = { name: string; bytes: Buffer; marker: string | null };

/** The places of a path, in their order: itself, the page of that name, or the index of a folder; none for a path that leads out of the site. */
function placesOf(path: string): string[] {
  const inside = normalize(decodeURIComponent(path)).replace(/^\/+|\/+$/g, "");
  if (inside.includes("\0") || inside.split("/").includes("..")) return [];
  if (inside === "" || inside === ".") return ["index.html", "index.htm"];
  return [inside, ...["html", "htm"].flatMap((ending) => [`${inside}.${ending}`, `${inside}/index.${ending}`])];
}

/** A file of the version that was published here, or of the page that a company begins with. */
async function fileAt(pool: Pool, path: string): Promise<Served | null> {
  const places = placesOf(path);
  if (places.length === 0) return null;
  const current = await currentSite(pool);
  if (current) {
    const found = await fileOf(pool, current.deployment, places);
    return found && { ...found, marker: current.marker };
  }
  for (const name of places) {
    const bytes = await readFile(join(SITE, name)).catch(() => null);
    if (bytes) return { name, bytes, marker: null };
  }
  return null;
}

const pathOf = ({ url = "/" }: IncomingMessage): string => url.replace(/[?#].*$/, "");

/** Serves the company's site. */
export async function serveSite(pool: Pool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const found = isRead && isReadable(pathOf(request)) ? await fileAt(pool, pathOf(request)) : null;
  if (!found) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page.");
    return;
  }
  const type = TYPES[extname(found.name).toLowerCase()] ?? "application/octet-stream";
  if (found.marker !== null) response.setHeader("x-greenlight-marker", found.marker);
  response.writeHead(200, { "content-type": type, "content-length": found.bytes.length });
  response.end(request.method === "HEAD" ? undefined : found.bytes);
}

function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path).length <= 500;
  } catch {
    // A percent sign that begins no character.
    return false;
  }
}
