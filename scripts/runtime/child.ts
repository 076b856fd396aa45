import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { repositoryRoot } from "./home";
import { spawnRecorded } from "./recorded-spawn";
import type { RunningPart } from "./supervisor";

export type ChildOptions = {
  name: string;
  home: string;
  args: string[];
  env: Record<string, string | undefined>;
  logFile: string;
  /** Answers 200 when the child is ready. */
  readyUrl: string;
  readyWithinMs: number;
  /** How long it may take to finish its work when asked to stop. */
  graceMs: number;
  signal: AbortSignal;
};

const PROBE_TIMEOUT_MS = 5_000;

/** Starts a Node 24 child in a process group of its own and waits until it answers; whatever fails, nothing of it survives. */
export async function startChild(options: ChildOptions): Promise<RunningPart> {
  options.signal.throwIfAborted();
  const log = openSync(options.logFile, "a", 0o600);
  const { home, args, env } = options;
  const child = spawnRecorded({ home, file: process.execPath, args, cwd: repositoryRoot, env, output: log });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  const stop = (): Promise<void> => stopGroup({ child, exited, graceMs: options.graceMs });
  try {
    await untilReady(child, options);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, exited, stop };
}

async function untilReady(
  child: ChildProcess,
  { name, readyUrl, readyWithinMs, logFile, signal }: ChildOptions,
): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!(await answers(readyUrl))) {
    signal.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The ${name} ended while starting.\n${await lastLines(logFile)}`);
    }
    if (Date.now() > deadline)
      throw new Error(`The ${name} did not become ready in ${readyWithinMs / 1000} s.\n${await lastLines(logFile)}`);
    await delay(100);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // not listening yet
  }
}

/** The end of a log, for the person who has to know why. */
async function lastLines(logFile: string, count = 12): Promise<string> {
  const text = await readFile(logFile, "utf8");
  return `Last lines of ${logFile}:\n${text.trimEnd().split("\n").slice(-count).join("\n")}`;
}

type Group = { child: ChildProcess; exited: Promise<void>; graceMs: number };

/** Asks the leader to finish its work, waits, then ends whatever is left of its group. */
async function stopGroup({ child, exited, graceMs }: Group): Promise<void> {
  if (!child.pid) return;
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  const late = setTimeout(() => signalGroup(child.pid, "SIGKILL"), graceMs);
  await exited;
  clearTimeout(late);
  signalGroup(child.pid, "SIGKILL");
}

/** Signals a process group; one that is gone already is what was wanted. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (!pid) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
