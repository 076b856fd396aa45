/**
 * Adds to a package-lock.json the optional packages of other platforms that the registry in use could not describe.
 * Without their entries `npm ci` refuses the lockfile; with them it skips what is not for the machine.
 * Usage: node --import tsx scripts/complete-lockfile.ts [package-lock.json …]
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

type Entry = { version?: string; optionalDependencies?: Record<string, string> };
type Lockfile = { packages: Record<string, Entry> };

const SYSTEMS = ["darwin", "win32", "linux", "freebsd", "openbsd", "netbsd", "android", "openharmony", "sunos", "aix"];
const PROCESSORS = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "loong64", "mips64el"];

/** The platform of a package, by its name. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name
    .replace("windows", "win32")
    .replace(/musleabihf|musl/, "musl")
    .split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.includes("musl") ? ["musl"] : words.includes("gnu") ? ["glibc"] : [];
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...(libc.length && { libc }) };
}

/** The lockfile with an entry for every optional dependency that has none, packages in npm's order. */
export function completeLockfile(lockfile: Lockfile): { lockfile: Lockfile; added: string[] } {
  const packages = { ...lockfile.packages };
  const added: string[] = [];
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(packages, path, name) || !platformOf(name).os) continue;
      packages[`node_modules/${name}`] = {
        version: version.replace(/^[~^]/, ""),
        ...platformOf(name),
        optional: true,
      } as Entry;
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { lockfile: { ...lockfile, packages: Object.fromEntries(sorted) }, added };
}

function isPresent(packages: Lockfile["packages"], from: string, name: string): boolean {
  const folders = from.split("/node_modules/");
  const places = folders.map((_, depth) => folders.slice(0, depth + 1).join("/node_modules/"));
  return [...places.filter(Boolean), ""].some((place) => packages[`${place && `${place}/`}node_modules/${name}`]);
}

async function completeFile(file: string): Promise<void> {
  const { lockfile, added } = completeLockfile(JSON.parse(await readFile(file, "utf8")) as Lockfile);
  if (added.length) await writeFile(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  process.stdout.write(`${file}: ${added.length} optional packages added\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const file of process.argv.slice(2)) await completeFile(file);
