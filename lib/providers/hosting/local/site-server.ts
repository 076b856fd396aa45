import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

/**
 * A process of its own that serves one published site on loopback: `node site-server.ts <folder> <port>`. It reads `current.json` for each
 * request, so that the next deployment is served at once, and ends with the process that started it. Node reads this file as it is.
 */
const [folder = "", port = "0"] = process.argv.slice(2);

/** Tells this site's server from another program on the port, without naming the folder. */
const NAME = createHash("sha256").update(folder).digest("hex");

type Current = { deployment: string; marker: string };

function current(): Current | null {
  try {
    return JSON.parse(readFileSync(join(folder, "current.json"), "utf8")) as Current;
  } catch {
    // Nothing is published, or the site was removed: there is no page.
    return null;
  }
}

/** The pages are the founder's, the machine is Greenlight's: they run in an origin of their own, without its cookies. */
const HEADERS = {
  "content-security-policy": "sandbox allow-scripts allow-forms allow-popups allow-modals",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

const server = createServer((request, response) => {
  const live = current();
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  response.setHeader("x-greenlight-site", NAME);
  const none = (): void => {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page.");
  };
  if (!live || (request.method !== "GET" && request.method !== "HEAD")) return none();
  response.setHeader("x-greenlight-marker", live.marker);
  sirv(join(folder, "deployments", live.deployment, "files"), { dev: true, etag: true })(request, response, none);
});
server.on("error", () => process.exit(1));
server.listen(Number(port), "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
});

// The other end of the pipe closes when the process that started this one ends, however it ends.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));

// A site that was removed needs no server.
setInterval(() => existsSync(folder) || process.exit(0), 5_000).unref();
