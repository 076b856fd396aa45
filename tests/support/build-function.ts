import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

const ROOT = join(import.meta.dirname, "../..");
const LAUNCHER = join(import.meta.dirname, "function-child.ts");
const REPORT = pathToFileURL(join(import.meta.dirname, "report-port.mjs")).href;

type Manifest = { dependencies?: Record<string, string> };
type Uploaded = { file: string; data: string };

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;

/** The packages that it names and theirs, from this repository's, as `npm install` would lay them out. */
async function install(folder: string): Promise<void> {
  const wanted = Object.keys((await manifestOf(folder)).dependencies ?? {});
  for (const name of wanted) {
    const [from, to] = [join(ROOT, "node_modules", name), join(folder, "node_modules", name)];
    if (await stat(to).catch(() => null)) continue;
    await cp(from, to, { recursive: true, dereference: true });
    wanted.push(...Object.keys((await manifestOf(from)).dependencies ?? {}));
  }
}

/** Lays files out in a folder with the packages that they name. */
export async function layOut(folder: string, files: readonly Uploaded[]): Promise<void> {
  for (const { file, data } of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), Buffer.from(data, "base64"));
  }
  await install(folder);
}

/** Builds an upload as Vercel does, by the command of its `vercel.json`; answers the folder of its function, and throws what was said. */
export async function buildFunction(folder: string, files: readonly Uploaded[]): Promise<string> {
  await layOut(folder, files);
  const { buildCommand } = JSON.parse(await readFile(join(folder, "vercel.json"), "utf8")) as { buildCommand: string };
  const [command = "", ...args] = buildCommand.split(" ");
  const child = spawn(command === "node" ? process.execPath : command, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(said);
  return join(folder, ".vercel", "output", "functions", "index.func");
}

export type RunningFunction = { port: number; stop: () => void };

/** Runs a built function in a process that has its variables and nothing else. */
export const runFunction = (folder: string, variables: Record<string, string>): Promise<RunningFunction> =>
  untilListening(
    spawn(process.execPath, [LAUNCHER, folder], {
      env: { ...variables, NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "pipe"],
    }),
  );

/** Starts an application by its own command, on any port, with its variables and nothing else. */
export const runCommand = (
  folder: string,
  { command, variables }: { command: string; variables: Record<string, string> },
): Promise<RunningFunction> =>
  untilListening(
    // The shell gives way to the last command, so that ending the child ends the application.
    spawn("sh", ["-c", command.replace(/node (?=\S+$)/, "exec node ")], {
      cwd: folder,
      env: {
        ...variables,
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        NODE_ENV: "production",
        NODE_OPTIONS: `--import ${REPORT}`,
        PORT: "0",
      },
      stdio: ["pipe", "pipe", "pipe"],
    }),
  );

/** The first line that it says is its port. */
async function untilListening(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<RunningFunction> {
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
    child.on("exit", (code) => reject(new Error(`the function ended with ${code}: ${said}`)));
  });
  return { port, stop: () => void child.kill() };
}
