import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import {
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { exists, readIfPresent } from "./home";
import { isReachable, reachableFolderFor, type Binaries, type Owner } from "./postgres-binaries";

export type Cluster = {
  dataDir: string;
  binaries: Binaries;
  owner: Owner;
  password: string;
  tuned: boolean;
  logFile: string;
};

/** Where the data lies: in the home, or beside it with a link in the home when the Postgres user cannot enter the home. */
export async function dataFolder(home: string, owner: Owner): Promise<string> {
  const wanted = join(home, "postgres");
  const present = await lstat(wanted).catch(() => null);
  const aside = join(reachableFolderFor(home), "postgres");
  if (present?.isSymbolicLink()) return ownData(wanted, aside);
  if (isReachable(home, owner)) return wanted;
  await mkdir(dirname(aside), { recursive: true, mode: 0o755 });
  if (present) await rename(wanted, aside);
  await symlink(aside, wanted);
  return aside;
}

/** A copied link still leads to the data of the home that it was copied from, where another Greenlight may be running. */
async function ownData(link: string, aside: string): Promise<string> {
  const target = await readlink(link);
  if (target === aside) return aside;
  throw new Error(
    `This home was copied or moved without its data: ${link} leads to ${target}. Stop the Greenlight that uses ${target}, then \`rm ${link} && cp -a ${target} ${link}\`, and start again.`,
  );
}

/** A file that appears while its folder is removed belongs to an initdb that is still writing. */
const DRAFT_REMOVAL = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 } as const;

/** Creates the cluster beside its place and moves it there when complete, so a half-finished one is never started. */
export async function initialiseCluster({
  dataDir,
  binaries,
  owner,
  password,
  tuned,
  logFile,
}: Cluster): Promise<void> {
  if (await exists(join(dataDir, "PG_VERSION"))) return;
  // One that a killed start left running writes into its own draft, and nothing moves that one into place.
  const draft = `${dataDir}.initdb-${process.pid}`;
  for (const name of await readdir(dirname(dataDir)))
    if (name.startsWith(`${basename(dataDir)}.initdb`)) await rm(join(dirname(dataDir), name), DRAFT_REMOVAL);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const secrets = await mkdtemp(join(tmpdir(), "greenlight-initdb-"));
  const passwordFile = join(secrets, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) for (const path of [draft, secrets, passwordFile]) await chown(path, owner.uid, owner.gid);
  const flags = ["--username=supabase_admin", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"];
  // Postgres 16 has no built-in locale provider.
  const builtin = binaries.major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  const locale = ["--locale=C", ...builtin, "--no-instructions"];
  try {
    const child = launch(binaries.initdb, [`--pgdata=${draft}`, ...flags, ...locale, ...(tuned ? ["--no-sync"] : [])], {
      owner,
      logFile,
    });
    const code = await exitOf(child);
    if (code !== 0) throw new Error(`Postgres could not create its data folder ${dataDir}: ${await lastLine(logFile)}`);
    await rm(dataDir, { recursive: true, force: true });
    await rename(draft, dataDir);
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

/** Starts a program in its own process group, as the owner, with everything it says in the log file. */
export function launch(
  file: string,
  args: string[],
  { owner, logFile }: { owner: Owner; logFile: string },
): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  try {
    const env = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;
    return spawn(file, args, { ...owner, cwd: "/", detached: true, env, stdio: ["ignore", log, log] });
  } finally {
    closeSync(log);
  }
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", reject);
  });
}

/** A Postgres left behind by a supervisor that was killed is asked to stop, so that its data folder is free. */
export async function stopOrphan(dataDir: string): Promise<void> {
  const pid = Number((await readIfPresent(join(dataDir, "postmaster.pid")))?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isPostgres(pid, dataDir))) return;
  signalProcess(pid, "SIGINT");
  for (let waited = 0; waited < 300 && (await isPostgres(pid, dataDir)); waited += 1) {
    if (waited === 200) signalProcess(pid, "SIGQUIT");
    await delay(100);
  }
}

async function isPostgres(pid: number, dataDir: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readIfPresent(`/proc/${pid}/cmdline`);
  return command === null ? process.platform !== "linux" : command.includes(dataDir);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The last thing a log says that explains a failure. */
export async function lastLine(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const fatal = lines.slice(-20).findLast((line) => /FATAL|PANIC|error:|could not/i.test(line));
  return (fatal ?? lines.at(-1) ?? "it said nothing").trim();
}
