import { execFileSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "./child";
import { readIfPresent } from "./home";
import { recordsOf } from "./recorded-spawn";

/** A process, told apart from a later one with the same number by when it started. */
type Identity = { pid: number; started: string };

const GRACE_MS = 15_000;

/** When a process started; null when there is none, or only its remains. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === "linux") return startIn(await readIfPresent(`/proc/${pid}/stat`));
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null; // ps fails when there is no such process
  }
}

/** The start time in a line of /proc/<pid>/stat: its 22nd field, counted behind the name, which may hold anything. */
function startIn(stat: string | null): string | null {
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return !fields || fields[0] === "Z" ? null : (fields[19] ?? null);
}

const forgetProcesses = (home: string): Promise<void> => rm(recordsOf(home), { recursive: true, force: true });

/** Every process that this home's earlier start recorded. A record without content belongs to one that never became a program. */
async function recorded(home: string): Promise<Identity[]> {
  const names = await readdir(recordsOf(home)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const identities: Identity[] = [];
  for (const name of names) {
    const [pid = "", line = ""] = ((await readIfPresent(join(recordsOf(home), name))) ?? "").split("\n");
    const started = process.platform === "linux" ? startIn(line) : line.trim();
    if (Number(pid) > 1 && started) identities.push({ pid: Number(pid), started });
  }
  return identities;
}

/** Ends what a killed supervisor left running. Returns how many there were. */
export async function endLeftovers(home: string): Promise<number> {
  const left: Identity[] = [];
  for (const identity of await recorded(home)) if (await isRunning(identity)) left.push(identity);
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
