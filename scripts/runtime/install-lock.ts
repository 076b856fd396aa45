import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";

type InstallLock = { release(): void };
type Wait = { path: string; onWait: (holderPid: string) => void; signal?: AbortSignal };

const SQLITE_BUSY = 5;
const POLL_MS = 500;

/** Waits for the lock at `path`. The kernel holds it (through SQLite), so a killed holder frees it at once and no lock is ever stale. */
export async function takeInstallLock({ path, onWait, signal }: Wait): Promise<InstallLock> {
  for (;;) {
    signal?.throwIfAborted();
    const lock = tryLock(path);
    if (lock) return lock;
    onWait(readPid(path));
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined); // an abort is seen at the next turn, with its reason
  }
}

function tryLock(path: string): InstallLock | null {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("begin exclusive");
    writeFileSync(`${path}.pid`, String(process.pid));
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function readPid(path: string): string {
  try {
    return readFileSync(`${path}.pid`, "utf8");
  } catch {
    return "unknown"; // the holder took the lock this instant and has not written its pid yet
  }
}
