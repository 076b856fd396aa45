import { spawn, type ChildProcessByStdio } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

type Started = ChildProcessByStdio<null, Readable, Readable>;
/** A program that a test starts many times, each time as a process of its own. */
export type CrashBundle = {
  /** Starts it in the environment of the test and this one. */
  start(args: string[], environment?: Record<string, string>): Started;
  /**
   * Does a task in a process that is killed at a point: the number of points it passed, or null when it was killed. Rejects with the
   * process's words when it ended in another way.
   */
  die(task: Record<string, unknown> & { dieAt: number }): Promise<number | null>;
  /** Does tasks in one process, which is killed when each stands at its point or is through: `dieTogether` in `crash-points.ts`. */
  dieTogether(tasks: readonly (Record<string, unknown> & { dieAt: number })[]): Promise<(number | null)[]>;
  remove(): Promise<void>;
};

/** Packages written as CommonJS ask for these. */
const COMMON_JS = [
  'import { createRequire as requireFrom } from "node:module";',
  "const require = requireFrom(import.meta.url);",
  "const { filename: __filename, dirname: __dirname } = import.meta;",
].join("\n");

/**
 * Makes one file of a TypeScript program and its packages: it starts several times as fast as one that loads a thousand files, and Node
 * keeps what it compiled for the next start. It stands where packages are found.
 */
export async function bundleProgram(path: string): Promise<CrashBundle> {
  const cache = join(ROOT, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "program-"));
  const file = join(folder, "program.mjs");
  await build({
    entryPoints: [join(ROOT, path)],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    // A binding that pg takes when it is installed.
    external: ["pg-native"],
    minifyWhitespace: true,
    banner: { js: COMMON_JS },
    alias: { "@": ROOT },
  });
  const start: CrashBundle["start"] = (args, environment = {}) =>
    spawn(process.execPath, [file, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment, NODE_COMPILE_CACHE: join(folder, "compiled") },
    });
  return {
    start,
    die: async (task) => {
      const { said, signal } = await endOf(start([JSON.stringify(task)]));
      return signal === "SIGKILL" ? null : Number(said);
    },
    dieTogether: async (tasks) => {
      // Each task that stands keeps what it took of the pool.
      const room = { DATABASE_POOL_SIZE: String(20 + 2 * tasks.length) };
      return JSON.parse((await endOf(start([JSON.stringify(tasks)], room))).said) as (number | null)[];
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

type End = { said: string; signal: NodeJS.Signals | null };
function endOf(child: Started): Promise<End> {
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve({ said: said.out, signal });
      else reject(new Error(`the process ended with ${code}: ${said.err}`));
    });
  });
}
