import { localHosting } from "@/lib/providers/hosting/local/provider";
import { sha256 } from "@/lib/platform/ids";

/** A process that publishes a site into the folder it is given, says where, and lives until it is ended. */
const [root = ""] = process.argv.slice(2);
const files = [{ path: "index.html", bytes: Buffer.from("<h1>Child</h1>") }];
const made = await localHosting(root).publish(
  { site: "website-1", action: "child", marker: sha256("Child"), files },
  new AbortController().signal,
);
process.stdout.write(`${made.url}\n`);
setInterval(() => undefined, 60_000);
