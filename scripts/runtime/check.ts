import { spawn } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./home";

export type Check = { name: string; args: string[]; accept?: (output: string) => string | null };
type Outcome = { name: string; ok: boolean; output: string; seconds: number };
type Run = { args: string[]; env?: Record<string, string>; echo?: boolean };

const running = new Set<number>();

/** Ends every check that is still running; for a run that is interrupted. */
export function endChecks(): void {
  for (const pid of running) process.kill(-pid, "SIGKILL");
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
