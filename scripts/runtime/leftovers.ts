import { execFileSync } from "node:child_process";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "./child";
import { readIfPresent } from "./home";

/** A process, told apart from a later one with the same number by when it started. */
type Identity = { pid: number; started: string };

const fileOf = (home: string): string => join(home, "processes.json");
const GRACE_MS = 15_000;

async function startOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const stat = await readIfPresentProcess(`/proc/${pid}/stat`);
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    return !fields || fields[0] === "Z" ? null : (fields[19] ?? null);
  }
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null; // ps fails when there is no such process
  }
}

async function readIfPresentProcess(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ESRCH") return null;
    throw error;
  });
}

/** Remembers which processes belong to this home, so that a later start can end them when this one is killed. */
export async function rememberProcesses(home: string, pids: Record<string, number>): Promise<void> {
  const identities: Identity[] = [];
  for (const [name, pid] of Object.entries(pids)) {
    // Postgres is found by its own pid file, and stops in its own way.
    const started = name === "Postgres" || pid === process.pid ? null : await startOf(pid);
    if (started) identities.push({ pid, started });
  }
  const draft = `${fileOf(home)}.new`;
  await writeFile(draft, JSON.stringify(identities), { mode: 0o600 });
  await rename(draft, fileOf(home));
}

export const forgetProcesses = (home: string): Promise<void> => rm(fileOf(home), { force: true });

/** Ends what a killed supervisor left running. Returns how many there were. */
export async function endLeftovers(home: string): Promise<number> {
  const left: Identity[] = [];
  const text = await readIfPresent(fileOf(home));
  for (const identity of text ? (JSON.parse(text) as Identity[]) : [])
    if (await isRunning(identity)) left.push(identity);
  for (const { pid } of left) signalGroup(pid, "SIGTERM");
  const deadline = Date.now() + GRACE_MS;
  for (const identity of left) {
    while ((await isRunning(identity)) && Date.now() < deadline) await delay(100);
    signalGroup(identity.pid, "SIGKILL");
  }
  await forgetProcesses(home);
  return left.length;
}

const isRunning = async ({ pid, started }: Identity): Promise<boolean> => (await startOf(pid)) === started;
