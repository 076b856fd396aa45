import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { requireDiskSpace } from "./disk-space";
import { takeInstallLock } from "./install-lock";

type Install = { onProgress: (line: string) => void; signal?: AbortSignal; packageDir?: string };

const PACKAGE_DIR = join(import.meta.dirname, "../../sidecar/n8n");
const MARKER = "installed.json";
const NPM_PID = "npm.pid";
const NEEDED_MEGABYTES = 4096;
const PROGRESS_MS = 5_000;
const WAIT_PROGRESS_MS = 10_000;

/** Where this version of n8n lives (or will live) on this machine; shared by every clone with the same lockfile. */
export function n8nInstallDir(packageDir: string = PACKAGE_DIR): string {
  const manifest: { dependencies: { n8n: string } } = JSON.parse(
    readFileSync(join(packageDir, "package.json"), "utf8"),
  );
  const lockfile = readFileSync(join(packageDir, "package-lock.json"));
  const hash = createHash("sha256").update(lockfile).digest("hex").slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "greenlight", `n8n-${manifest.dependencies.n8n}-${hash}`);
}

/** The version of the n8n that is installed there. */
export function installedN8nVersion(installDir: string = n8nInstallDir()): string {
  const manifest = readFileSync(join(installDir, "node_modules/n8n/package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Returns the folder of a complete n8n, installing it when needed: one installer at a time, all or nothing, safe to kill and repeat. */
export async function ensureN8nInstalled({ onProgress, signal, packageDir = PACKAGE_DIR }: Install): Promise<string> {
  const target = n8nInstallDir(packageDir);
  if (isInstalled(target)) return target;
  await mkdir(dirname(target), { recursive: true });
  let lastLine = 0;
  const startedAt = Date.now();
  const onWait = (pid: string): void => {
    if (Date.now() - lastLine < WAIT_PROGRESS_MS) return;
    lastLine = Date.now();
    onProgress(`waiting for another process (${pid}) that is installing n8n, ${seconds(startedAt)} s so far`);
  };
  const lock = await takeInstallLock({ path: `${target}.lock`, onWait, signal });
  try {
    if (!isInstalled(target)) await install(target, { onProgress, signal, packageDir });
  } finally {
    lock.release();
  }
  return target;
}

function isInstalled(target: string): boolean {
  return existsSync(join(target, MARKER)) && existsSync(join(target, "node_modules/n8n/bin/n8n"));
}

async function install(
  target: string,
  { onProgress, signal, packageDir }: Required<Omit<Install, "signal">> & Install,
): Promise<void> {
  await removeLeftovers(target);
  const cache = { folder: dirname(target), variable: "XDG_CACHE_HOME" };
  await requireDiskSpace({ ...cache, megabytes: NEEDED_MEGABYTES, what: "installing n8n" });
  const folder = `${target}.installing-${process.pid}`;
  await mkdir(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) await cp(join(packageDir, file), join(folder, file));
  const startedAt = Date.now();
  const total = countTopLevel(join(folder, "package-lock.json"));
  const report = async (): Promise<void> => {
    const done = await countPackages(join(folder, "node_modules"));
    onProgress(`installing n8n: ${done} of ${total} package folders, ${seconds(startedAt)} s (once, about 5 minutes)`);
  };
  onProgress("installing n8n: about 3 GB, once for this machine, about 5 minutes");
  // npm moves folders while they are counted: a line that cannot be made is left out
  const timer = setInterval(() => void report().catch(() => undefined), PROGRESS_MS);
  try {
    await npmCi(folder, signal);
  } finally {
    clearInterval(timer);
  }
  await writeFile(
    join(folder, MARKER),
    JSON.stringify({ installedAt: new Date().toISOString(), node: process.version }),
  );
  await rename(folder, target);
  onProgress(`n8n installed in ${seconds(startedAt)} s`);
}

async function removeLeftovers(target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  const names = await readdir(dirname(target));
  const leftovers = names
    .map((name) => join(dirname(target), name))
    .filter((path) => path.startsWith(`${target}.installing-`));
  for (const folder of leftovers) {
    stopOrphan(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** The npm of an installer that was killed lives on and would keep writing into the folder; its working folder proves it is ours. */
function stopOrphan(folder: string): void {
  try {
    const pid = Number(readFileSync(join(folder, NPM_PID), "utf8"));
    if (pid > 1 && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && /^(ENOENT|ESRCH|EACCES)$/.test(String(error.code)))) throw error;
  }
}

async function npmCi(folder: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = spawn("npm", args, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const tail: string[] = [];
  const keep = (chunk: Buffer): void => {
    tail.push(...chunk.toString().split("\n").filter(Boolean));
  };
  if (npm.pid) writeFileSync(join(folder, NPM_PID), String(npm.pid));
  npm.stdout.on("data", keep);
  npm.stderr.on("data", keep);
  const stop = (): void => {
    if (npm.pid) process.kill(-npm.pid, "SIGTERM");
  };
  signal?.addEventListener("abort", stop, { once: true });
  return new Promise<void>((resolve, reject) => {
    npm.once("error", (cause) =>
      reject(new Error(`npm could not be started (${cause.message}): is it installed?`, { cause })),
    );
    npm.once("close", (code) => {
      signal?.removeEventListener("abort", stop);
      if (code === 0) return resolve();
      if (signal?.aborted) return reject(signal.reason);
      reject(
        new Error(
          `n8n could not be installed: "npm ci" ended with ${code}. Its last words:\n${tail.slice(-15).join("\n")}`,
        ),
      );
    });
  });
}

function countTopLevel(lockfile: string): number {
  const { packages }: { packages: Record<string, unknown> } = JSON.parse(readFileSync(lockfile, "utf8"));
  return Object.keys(packages).filter((path) => path.lastIndexOf("node_modules/") === 0).length;
}

async function countPackages(folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const names = await readdir(folder);
  const scopes = names.filter((name) => name.startsWith("@"));
  const scoped = await Promise.all(scopes.map(async (scope) => (await readdir(join(folder, scope))).length));
  return names.filter((name) => !/^[@.]/.test(name)).length + scoped.reduce((sum, count) => sum + count, 0);
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
