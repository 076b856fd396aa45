import { createHash } from "node:crypto";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * A process of its own that runs one version of a company's application on loopback: `node app-launcher.ts <folder> <commit> <port>`. It ends
 * when its folder names another version or is gone, and when it was left alone. Node reads this file as it is.
 */
const [folder = "", commit = "", port = "0"] = process.argv.slice(2);

/** Tells this application from another program on the port, without naming the folder. */
const NAME = createHash("sha256").update(folder).digest("hex");
const LOOK_MS = 250;
/** How long it waits, once the process that started it is gone, for another one to look after it, and then between two looks. */
const ALONE_MS = 30_000;
const KEPT_MS = 180_000;

/** The pages are the founder's, the machine is Greenlight's: they run in an origin of their own, without its cookies. */
const HEADERS = {
  "content-security-policy": "sandbox allow-scripts allow-forms allow-popups allow-modals",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-greenlight-app": NAME,
  "x-greenlight-commit": commit,
};

const alone: { since: number | null } = { since: null };

function isWanted(): boolean {
  try {
    if (readFileSync(join(folder, "wanted"), "utf8") !== commit) return false;
    if (alone.since === null) return true;
    const kept = statSync(join(folder, "kept")).mtimeMs;
    return kept > alone.since ? kept > Date.now() - KEPT_MS : alone.since > Date.now() - ALONE_MS;
  } catch {
    // The folder was removed.
    return false;
  }
}

setInterval(() => isWanted() || process.exit(0), LOOK_MS);
process.stdin.resume();
process.stdin.on("end", () => (alone.since = Date.now()));
process.stdin.on("error", () => (alone.since = Date.now()));
// Its starter is gone, and nobody reads what it says.
process.stdout.on("error", () => undefined);

const release = join(folder, "releases", commit);
process.chdir(release);
process.env["PORT"] = port;
process.env["HOST"] = "127.0.0.1";
process.env["COMMIT_SHA"] = commit;

function listening(server: Server): void {
  const address = server.address();
  const found = typeof address === "object" && address ? address.port : 0;
  const file = join(folder, `service.${process.pid}`);
  writeFileSync(file, JSON.stringify({ port: found, commit, pid: process.pid }));
  renameSync(file, join(folder, "service.json"));
  process.stdout.write(`${found}\n`);
}

const { server } = (await import(pathToFileURL(join(release, "src/main.ts")).href)) as { server: Server };
server.prependListener("request", (_request, response) => {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
});
server.on("error", () => process.exit(1));
if (server.listening) listening(server);
else server.on("listening", () => listening(server));
