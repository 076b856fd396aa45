import { inspect } from "node:util";

const interactive = process.stdout.isTTY === true;

/** A terminal that was closed, and a pipe that nobody reads any more, are no reason to end: the program still has parts to stop. */
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

export type Step = { update(text: string): void };

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Prints one line per finished step with its duration; a long step shows its progress while it runs. */
export async function step<T>(
  label: string,
  run: (step: Step) => Promise<T>,
  describe?: (result: T) => string,
): Promise<T> {
  const started = performance.now();
  let shown = 0;
  const update = (text: string): void => {
    const now = performance.now();
    if (now - shown < (interactive ? 100 : 10_000)) return;
    shown = now;
    const line = `… ${label}: ${text}  ${seconds(started)}`;
    process.stdout.write(interactive ? `\r\u001b[2K${line.slice(0, (process.stdout.columns ?? 80) - 1)}` : `${line}\n`);
  };
  if (interactive) process.stdout.write(`… ${label}`);
  try {
    const result = await run({ update });
    say(`✓ ${describe?.(result) ?? label}  ${seconds(started)}`);
    return result;
  } catch (error) {
    say(`✗ ${label}  ${seconds(started)}`);
    throw error;
  }
}

export function say(line: string): void {
  process.stdout.write(`${interactive ? "\r\u001b[2K" : ""}${line}\n`);
}

/** Ends a script with one sentence; the whole error only when GREENLIGHT_DEBUG asks for it. */
export function fail(error: unknown): void {
  const sentence = explainSystemError(error) ?? (error instanceof Error ? error.message : String(error));
  process.stderr.write(`\n${sentence}\n`);
  if (process.env.GREENLIGHT_DEBUG) process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}

function explainSystemError(error: unknown): string | null {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  const where = path ? ` (${path})` : "";
  if (code === "ENOSPC")
    return `The disk is full${where}: free some space and start again; nothing stored so far is lost.`;
  if (code === "EACCES" || code === "EPERM")
    return `No permission${where}: check who owns it, or set GREENLIGHT_HOME to a folder of yours.`;
  if (code === "ENOTDIR" || code === "ENOENT")
    return `A file or folder cannot be used${where}: check GREENLIGHT_HOME and run the command again.`;
  if (code === "EROFS") return `The disk is read-only${where}: set GREENLIGHT_HOME to a folder that can be written.`;
  return null;
}
