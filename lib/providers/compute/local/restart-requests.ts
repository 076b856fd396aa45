import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** The parts of `npm start` that the application may have restarted. */
export const RESTARTABLE = ["n8n", "sidecar"] as const;
export type RestartablePart = (typeof RESTARTABLE)[number];

const POLL_MS = 200;
const folderOf = (home: string): string => join(home, "restarts");

/** The requests that wait, each taken by one caller: it is gone afterwards. */
export async function takeRestartRequests(home: string): Promise<RestartablePart[]> {
  const names = await readdir(folderOf(home)).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const wanted = RESTARTABLE.filter((part) => names.includes(part));
  for (const part of wanted) await rm(join(folderOf(home), part), { force: true });
  return wanted;
}

/** Asks `npm start` to restart a part; false when it did not take the request until the signal, which is then withdrawn. */
export async function requestRestart(home: string, part: RestartablePart, signal: AbortSignal): Promise<boolean> {
  await mkdir(folderOf(home), { recursive: true, mode: 0o700 });
  await writeFile(join(folderOf(home), part), "");
  for (;;) {
    if (!(await readdir(folderOf(home))).includes(part)) return true;
    if (signal.aborted) break;
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined); // the signal is seen at the next turn
  }
  await rm(join(folderOf(home), part), { force: true });
  return false;
}
