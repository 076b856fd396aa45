import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { signalGroup } from "./child";
import { repositoryRoot } from "./home";

export type Check = { name: string; args: string[]; accept?: (output: string) => string | null };
type Outcome = { name: string; ok: boolean; output: string; seconds: number };
type Run = { args: string[]; env?: Record<string, string>; echo?: boolean };

const running = new Set<number>();

/** As long as a product that a test started needs to stop its parts in order. */
const GRACE_MS = 60_000;

/** Ends every check that is running, with the programs that it started; for a run that is interrupted. */
export async function endChecks(): Promise<void> {
  await Promise.all([...running].map(endGroup));
}

async function endGroup(pid: number): Promise<void> {
  signalGroup(pid, "SIGTERM");
  for (const deadline = Date.now() + GRACE_MS; groupLives(pid) && Date.now() < deadline;) await delay(100);
  signalGroup(pid, "SIGKILL");
}

function groupLives(pid: number): boolean {
  try {
    return process.kill(-pid, 0);
  } catch {
    return false; // no process of it is left
  }
}

/** Runs a program of node_modules/.bin under this Node in a process group of its own. */
export async function runTool({ args, env = {}, echo = false }: Run): Promise<{ code: number; output: string }> {
  const [tool = "", ...rest] = args;
  const child = spawn(join(repositoryRoot, "node_modules/.bin", tool), rest, {
    cwd: repositoryRoot,
    // Tools start with `#!/usr/bin/env node`: they must find this Node, not an older one of the machine.
    env: {
      ...process.env,
      ...env,
      PATH: `${join(process.execPath, "..")}:${process.env.PATH ?? ""}`,
      FORCE_COLOR: "0",
    },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pid = child.pid;
  if (pid) running.add(pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (echo) process.stdout.write(text);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", (status) => resolve(status ?? 1));
  });
  if (pid) running.delete(pid);
  return { code, output };
}

/** Runs the checks two at a time and prints each as it ends, with everything it said when it failed. */
export async function runChecks(checks: readonly Check[]): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      process.stdout.write(`${outcome.ok ? "✓" : "✗"} ${outcome.name}  ${outcome.seconds.toFixed(1)} s\n`);
      if (!outcome.ok) process.stdout.write(`${outcome.output.trimEnd()}\n`);
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

async function runCheck({ name, args, accept }: Check): Promise<Outcome> {
  const started = performance.now();
  const { code, output } = await runTool({ args });
  const objection = code === 0 ? (accept?.(output) ?? null) : `It ended with ${code}.`;
  const seconds = (performance.now() - started) / 1000;
  return { name, ok: objection === null, output: objection ? `${output}\n${objection}` : output, seconds };
}
