import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";

export type RecordedSpawn = {
  home: string;
  file: string;
  args: readonly string[];
  cwd: string;
  env: Record<string, string | undefined>;
  /** A log's descriptor, or `pipe`. */
  output: number | "pipe";
};

export const recordsOf = (home: string): string => join(home, "processes");

/**
 * The child itself writes its number and the time of its start before it becomes the program, so a parent that is killed at any moment
 * leaves no child that the next start cannot find. `ps` is for systems without /proc.
 */
const RECORD_THEN_BECOME = `
if [ -r "/proc/$$/stat" ]; then IFS= read -r started < "/proc/$$/stat"; else started=$(ps -o lstart= -p $$); fi
printf '%s\\n%s\\n' "$$" "$started" >&3 || exit 1
exec "$@" 3>&-`;

/** Starts a program in a process group of its own; its record goes when it ends. */
export function spawnRecorded({ home, file, args, cwd, env, output }: RecordedSpawn): ChildProcess {
  mkdirSync(recordsOf(home), { recursive: true, mode: 0o700 });
  const record = join(recordsOf(home), randomUUID());
  const descriptor = openSync(record, "wx", 0o600);
  try {
    const child = spawn("/bin/sh", ["-c", RECORD_THEN_BECOME, "sh", file, ...args], {
      cwd,
      env: env as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", output, output, descriptor],
    });
    const forget = (): void => rmSync(record, { force: true });
    child.once("exit", forget);
    child.once("error", forget);
    return child;
  } finally {
    closeSync(descriptor);
  }
}
