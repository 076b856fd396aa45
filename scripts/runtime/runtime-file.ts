import { rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readIfPresent, repositoryRoot } from "./home";

/** The public facts of a running Greenlight. */
export type RuntimeFile = {
  url: string;
  databaseUrl: string;
  sidecarUrl: string | null;
  n8nUrl: string | null;
  smtp: { host: string; port: number };
  outboxDir: string;
  pids: Record<string, number>;
  /** The keys that seal, by the ids that every sealed value carries. */
  sealingKeyIds?: string[];
};

const fileOf = (home: string): string => join(resolve(repositoryRoot, home), "runtime.json");

/** Replaces the file in one step, so a reader never sees half of it. Only its owner may read it: it holds a password. */
export async function writeRuntimeFile(home: string, runtime: RuntimeFile): Promise<void> {
  const draft = `${fileOf(home)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileOf(home));
}

/** Names the processes of now, once the file exists. */
export async function updatePids(home: string, pids: Record<string, number>): Promise<void> {
  const runtime = await readRuntimeFile(home);
  if (runtime) await writeRuntimeFile(home, { ...runtime, pids: { ...runtime.pids, ...pids } });
}

/** The running Greenlight of this home, or null when its supervisor is not alive. */
export async function readRuntimeFile(home: string): Promise<RuntimeFile | null> {
  const text = await readIfPresent(fileOf(home));
  if (!text) return null;
  const runtime = JSON.parse(text) as RuntimeFile;
  return isAlive(runtime.pids.supervisor) ? runtime : null;
}

export const removeRuntimeFile = (home: string): Promise<void> => rm(fileOf(home), { force: true });

export function isAlive(pid: number | undefined): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
