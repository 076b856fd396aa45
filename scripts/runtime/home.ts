import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** The absolute path of the home, created when missing; a home we create may be passed through but not listed by others. */
export async function openHome(path: string): Promise<string> {
  const home = resolve(repositoryRoot, path);
  const existed = await exists(home);
  await mkdir(join(home, "logs"), { recursive: true });
  if (!existed) await chmod(home, 0o711);
  return home;
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
}

/** The content of the file, or null when there is none. */
export async function readIfPresent(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    // A process that ends while its file below /proc is read.
    if (error.code === "ENOENT" || error.code === "ESRCH") return null;
    throw error;
  });
}

/** Makes the file once with mode 0600 and returns its content, also when several processes ask at the same time. */
export async function writeOnce(path: string, make: () => string): Promise<string> {
  const present = await readIfPresent(path);
  if (present) return present;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, make(), { mode: 0o600, flush: true });
  if (present === "") await rm(path, { force: true });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(path, "utf8");
}

/** A random secret kept in the home, the same one at every start. */
export const ensureSecret = (home: string, name: string, bytes = 32): Promise<string> =>
  writeOnce(join(home, "secrets", name), () => randomBytes(bytes).toString("hex"));
