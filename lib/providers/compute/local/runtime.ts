import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Runtime = z.object({ pids: z.record(z.string(), z.number().int().positive()) });

/** The parts that a running `npm start` of this home looks after, by name; null when none runs. */
export async function readParts(home: string): Promise<ReadonlySet<string> | null> {
  const text = await readFile(join(home, "runtime.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const { supervisor, ...parts } = Runtime.parse(JSON.parse(text)).pids;
  return isAlive(supervisor) ? new Set(Object.keys(parts)) : null;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
