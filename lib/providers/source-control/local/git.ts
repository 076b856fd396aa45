import { spawn } from "node:child_process";
import { AppError } from "@/lib/platform/errors";

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** No hook, helper or configuration of this machine's user takes part. */
const APART = ["-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "gc.auto=0"];

export type GitAnswer = { code: number; output: string };
type Input = { input?: Uint8Array | string; signal: AbortSignal };

/** Runs the git of this machine; 422 `repository.git_missing` where there is none. An exit code is an answer, not an error. */
export function git(args: readonly string[], { input, signal }: Input): Promise<GitAnswer> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...APART, ...args], { stdio: ["pipe", "pipe", "ignore"], signal: within });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) child.kill();
      chunks.push(chunk);
    });
    child.on("error", (error: NodeJS.ErrnoException) => reject(failure(error, signal)));
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
    // A command that ended without reading says so by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
  });
}

/** The output of a command that must succeed. */
export async function mustGit(args: readonly string[], options: Input): Promise<string> {
  const { code, output } = await git(args, options);
  if (code === 0) return output;
  throw new AppError("internal", "The repository on this machine could not be written.", {
    code: "repository.git_failed",
    details: { command: args.find((one) => /^[a-z-]+$/.test(one)), code },
  });
}

function failure(error: NodeJS.ErrnoException, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error.code !== "ENOENT") return error;
  return new AppError(
    "impossible",
    "Git is not installed on this machine. Install it, or connect GitHub under Integrations.",
    { code: "repository.git_missing" },
  );
}
