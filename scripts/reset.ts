import { realpath, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { exists, repositoryRoot } from "./runtime/home";
import { lockHome } from "./runtime/home-lock";
import { fail } from "./runtime/progress";
import { readSettings } from "./runtime/settings";

async function isWanted(home: string): Promise<boolean> {
  if (process.argv.includes("--yes")) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete ${home} with its database, keys, mail and n8n? Type "yes": `);
  terminal.close();
  return answer.trim() === "yes";
}

async function reset(): Promise<void> {
  const home = resolve(repositoryRoot, readSettings({ startsN8n: false }).GREENLIGHT_HOME);
  if (!(await exists(home))) return void process.stdout.write(`There is no ${home}.\n`);
  const isHome = (await exists(join(home, "secrets"))) || (await exists(join(home, "logs")));
  if (!isHome || repositoryRoot.startsWith(home))
    throw new Error(`${home} does not look like a Greenlight home: nothing was deleted.`);
  const unlock = await lockHome(home);
  try {
    if (!(await isWanted(home))) return void process.stdout.write("Nothing was deleted.\n");
    const data = join(home, "postgres");
    if (await exists(data)) await rm(await realpath(data), { recursive: true, force: true });
    await rm(home, { recursive: true, force: true });
    process.stdout.write(`Deleted ${home}.\n`);
  } finally {
    unlock();
  }
}

await reset().catch(fail);
