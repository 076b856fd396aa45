import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readIfPresent } from "./home";
import { claimPort } from "./ports";

type Wanted = { name: string; port: number; variable: string; host?: string };

/** Claims a port; with 0 the same one as at the last start when it is free, because workflows and credentials name it. */
export async function claimStablePort(home: string, wanted: Wanted): Promise<number> {
  const file = join(home, "ports", wanted.name);
  const remembered = Number(await readIfPresent(file)) || undefined;
  const port = await claimPort({ ...wanted, remembered });
  await mkdir(join(home, "ports"), { recursive: true });
  await writeFile(file, String(port));
  return port;
}
