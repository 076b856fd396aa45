import type { IncomingMessage } from "node:http";
import type { Pool } from "pg";

export type Answer = { status: number; body: unknown };
type Deployment = { deployment: string; marker: string };

const MAX_FILE = 26 * 1024 * 1024;
const KEPT = 3;
const NONE: Answer = { status: 404, body: { error: "There is no such deployment." } };

/** The version of the site that visitors see; null when none was published here. */
export async function currentSite(pool: Pool): Promise<Deployment | null> {
  const { rows } = await pool.query<Deployment>(
    `select name as deployment, marker from company.site_deployments where published_at is not null
     order by published_at desc limit 1`,
  );
  return rows[0] ?? null;
}

/** The bytes of the first of these paths that a deployment has. */
export async function fileOf(
  pool: Pool,
  deployment: string,
  paths: readonly string[],
): Promise<{ name: string; bytes: Buffer } | null> {
  const { rows } = await pool.query<{ name: string; bytes: Buffer }>(
    `select path as name, bytes from company.site_files where deployment = $1 and path = any($2)
     order by array_position($2::text[], path) limit 1`,
    [deployment, paths],
  );
  return rows[0] ?? null;
}

/**
 * The doors by which Greenlight brings a version of the site: `GET /runtime/site`, and for one version `GET`, `PUT …/files?path=` and
 * `POST { marker, files }`, which shows it to visitors once so many files are there. Each may be repeated.
 */
export async function answerSiteDoor(pool: Pool, request: IncomingMessage, url: URL): Promise<Answer | null> {
  const place = /^\/runtime\/site(?:\/([0-9a-f]{32})(\/files)?)?$/.exec(url.pathname);
  if (!place) return null;
  const [, name, rest = ""] = place;
  const { method } = request;
  if (name === undefined) return method === "GET" ? { status: 200, body: { site: await currentSite(pool) } } : null;
  if (method === "PUT" && rest === "/files")
    return putFile(pool, request, { name, path: url.searchParams.get("path") });
  if (rest !== "") return null;
  if (method === "POST") return publish(pool, name, await readBody(request, 1_000));
  return method === "GET" ? find(pool, name) : null;
}

async function find(pool: Pool, name: string): Promise<Answer> {
  const { rows } = await pool.query<Deployment>(
    "select name as deployment, marker from company.site_deployments where name = $1 and published_at is not null",
    [name],
  );
  return rows[0] ? { status: 200, body: { site: rows[0] } } : NONE;
}

type Place = { name: string; path: string | null };

async function putFile(pool: Pool, request: IncomingMessage, { name, path }: Place): Promise<Answer> {
  if (path === null || path === "" || path.length > 500 || path.split("/").some((part) => part === "" || part === ".."))
    return { status: 400, body: { error: "This is no path of a file." } };
  const bytes = await readBody(request, MAX_FILE);
  if (bytes === null) return { status: 413, body: { error: `A file may have at most ${MAX_FILE} bytes.` } };
  await pool.query(
    "insert into company.site_deployments (name, marker) values ($1, '') on conflict (name) do nothing",
    [name],
  );
  await pool.query(
    `insert into company.site_files (deployment, path, bytes) values ($1, $2, $3)
     on conflict (deployment, path) do update set bytes = excluded.bytes`,
    [name, path, bytes],
  );
  return { status: 200, body: { ok: true } };
}

async function publish(pool: Pool, name: string, body: Buffer | null): Promise<Answer> {
  const wanted = readPublishing(body);
  if (!wanted) return { status: 400, body: { error: "This is no version of a site." } };
  const { rowCount } = await pool.query(
    `update company.site_deployments set marker = $2, published_at = clock_timestamp()
     where name = $1 and (select count(*) from company.site_files where deployment = $1) = $3`,
    [name, wanted.marker, wanted.files],
  );
  if (rowCount === 0) return { status: 409, body: { error: "Not all of its files are here." } };
  await pool.query(
    `delete from company.site_deployments where published_at is not null and name not in
       (select name from company.site_deployments where published_at is not null order by published_at desc limit $1)`,
    [KEPT],
  );
  return { status: 200, body: { site: { deployment: name, marker: wanted.marker } } };
}

function readPublishing(body: Buffer | null): { marker: string; files: number } | null {
  try {
    const { marker, files } = JSON.parse(body?.toString("utf8") ?? "") as { marker?: unknown; files?: unknown };
    const isMarker = typeof marker === "string" && /^[0-9a-f]{64}$/.test(marker);
    return isMarker && typeof files === "number" && Number.isInteger(files) ? { marker, files } : null;
  } catch {
    return null;
  }
}

/** Null when it is longer than that. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    if ((size += bytes.length) > most) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
