import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Vercel's Build Output API, version 3: one function that answers every path, and no static file, so that no source is served. Run by
 * `vercel.json` after the packages were installed.
 */
const OUTPUT = join(".vercel", "output");
const FUNCTION = join(OUTPUT, "functions", "index.func");
const PARTS = ["package.json", "node_modules", "site", "src"];
/** Somewhat more than an order may take. */
const MAX_SECONDS = 120;

const write = (path: string, content: object): Promise<void> => writeFile(path, JSON.stringify(content));

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(FUNCTION, { recursive: true });
for (const part of PARTS) await cp(part, join(FUNCTION, part), { recursive: true, dereference: true });
await write(join(FUNCTION, ".vc-config.json"), {
  runtime: "nodejs24.x",
  handler: "src/function.mjs",
  launcherType: "Nodejs",
  shouldAddHelpers: false,
  maxDuration: MAX_SECONDS,
});
await write(join(OUTPUT, "config.json"), { version: 3, routes: [{ src: "/(.*)", dest: "/index" }] });
