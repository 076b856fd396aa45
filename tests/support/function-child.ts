import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Runs a built function as Vercel's launcher does, on a port of its own: `node function-child.ts <folder of the function>`. */
const [folder = ""] = process.argv.slice(2);
const { handler } = JSON.parse(readFileSync(join(folder, ".vc-config.json"), "utf8")) as { handler: string };
process.chdir(folder);

type Entry = { default: (request: IncomingMessage, response: ServerResponse) => Promise<void> };
const { default: handle } = (await import(pathToFileURL(join(folder, handler)).href)) as Entry;
const server = createServer((request, response) => void handle(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address ? address.port : 0}\n`);
});
// The other end of the pipe closes when the test ends.
process.stdin.on("end", () => process.exit(0)).resume();
