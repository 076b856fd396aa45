import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startChild } from "./child";
import { compressBuild } from "./compress-build";
import { exists, readIfPresent, repositoryRoot } from "./home";
import { takeInstallLock } from "./install-lock";
import { spawnRecorded } from "./recorded-spawn";
import type { RunningPart } from "./supervisor";

type Environment = Record<string, string | undefined>;
type Build = { home: string; env: Environment; onProgress: (line: string) => void; signal: AbortSignal };

const NEXT = join(repositoryRoot, "node_modules/next/dist/bin/next");
const SOURCES = ["app", "lib", "workers", "public", "base-cold-email", "package-lock.json", "tsconfig.json"];
const ROOT_SOURCES = /^(proxy|instrumentation(-client)?)\.ts$|^(next|postcss)\.config\.[cm]?[jt]s$/;
const STAMP = join(repositoryRoot, ".next/greenlight-build.json");

/** One hash of a build's inputs: an equal hash means that the build can be reused. */
export async function hashOfSources(env: Environment, root = repositoryRoot): Promise<string> {
  const names = [...SOURCES, ...(await readdir(root)).filter((name) => ROOT_SOURCES.test(name))].toSorted();
  const hash = createHash("sha256").update(process.version);
  for (const name of names)
    for (const file of await filesOf(root, name)) hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  const visible = Object.entries(env).filter(([name]) => name.startsWith("NEXT_PUBLIC_"));
  return hash.update(JSON.stringify(visible.toSorted(([a], [b]) => a.localeCompare(b)))).digest("hex");
}

async function filesOf(root: string, name: string): Promise<string[]> {
  if (!(await exists(join(root, name)))) return [];
  const entries = await readdir(join(root, name), { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return null;
      throw error;
    },
  );
  if (!entries) return [name];
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return files.toSorted();
}

/** Builds the application when its sources changed since the last finished build. True when it had to. */
export async function buildIfStale({ home, env, onProgress, signal }: Build): Promise<boolean> {
  const hash = await hashOfSources(env);
  if (await isBuilt(hash)) return false;
  await mkdir(join(repositoryRoot, "node_modules/.cache"), { recursive: true });
  const path = join(repositoryRoot, "node_modules/.cache/greenlight-build.lock");
  const lock = await takeInstallLock({
    path,
    signal,
    onWait: (pid) => onProgress(`waiting for another build (${pid})`),
  });
  try {
    if (await isBuilt(hash)) return false;
    await rm(STAMP, { force: true });
    await runBuild({ home, env, onProgress, signal });
    onProgress("compressing scripts and styles");
    await compressBuild(join(repositoryRoot, ".next"));
    await writeFile(STAMP, JSON.stringify({ hash, builtAt: new Date().toISOString() }));
    return true;
  } finally {
    lock.release();
  }
}

async function isBuilt(hash: string): Promise<boolean> {
  const stamp = await readIfPresent(STAMP);
  return stamp !== null && stamp.includes(hash) && exists(join(repositoryRoot, ".next/BUILD_ID"));
}

async function runBuild({ home, env, onProgress, signal }: Build): Promise<void> {
  const child = spawnRecorded({
    home,
    file: process.execPath,
    args: [NEXT, "build"],
    cwd: repositoryRoot,
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    output: "pipe",
  });
  const end = (): void => void (child.pid && process.kill(-child.pid, "SIGKILL"));
  signal.addEventListener("abort", end, { once: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      onProgress(text.trim().split("\n").at(-1) ?? "");
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  signal.removeEventListener("abort", end);
  signal.throwIfAborted();
  if (code !== 0)
    throw new Error(`The application could not be built:\n${output.trimEnd().split("\n").slice(-40).join("\n")}`);
}

type App = { home: string; host: string; port: number; env: Environment; dev: boolean; signal: AbortSignal };

/** The application with its worker, ready when its health route answers 200. On SIGTERM it has 30 s to finish what it is doing. */
export function startApp({ home, host, port, env, dev, signal }: App): Promise<RunningPart> {
  return startChild({
    name: "application",
    home,
    args: [NEXT, dev ? "dev" : "start", "-H", host, "-p", String(port)],
    env: { ...env, NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: join(home, "logs", "app.log"),
    readyUrl: `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`,
    readyWithinMs: 120_000,
    graceMs: 30_000,
    signal,
  });
}
