// Runs a TypeScript script under Node 24 on a machine that may have only Node 20 and npm: plain JavaScript, no dependencies.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const node24 = join(modules, "node/bin", process.platform === "win32" ? "node.exe" : "node");
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * The packages of the lockfile that npm's own receipt (node_modules/.package-lock.json, written when an installation is
 * complete) lacks or has in another version. Optional ones may be absent: they are for other platforms.
 */
export function stalePackages(lockfile, receipt) {
  const wanted = Object.entries(lockfile.packages).filter(
    ([path, entry]) => path && !entry.optional && !entry.peer && !entry.link,
  );
  return wanted.filter(([path, entry]) => receipt?.packages?.[path]?.version !== entry.version).map(([path]) => path);
}

/** One sentence for why npm failed, from what it printed. */
export function explainInstallFailure(output, code) {
  if (/ENOSPC|no space left/i.test(output)) return "The disk is full: free about 2 GB and run the command again.";
  if (/E40[13]\b/.test(output))
    return "The npm registry refused access: check the registry and its token in .npmrc, then run the command again.";
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET|network request/i.test(output)) {
    return "The npm registry could not be reached: connect to the network (or set `npm config set registry`) and run the command again.";
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return "npm may not write to node_modules: check who owns this folder, then run the command again.";
  const said = output
    .split("\n")
    .filter((line) => line.trim())
    .slice(-12)
    .join("\n  ");
  return `The packages could not be installed (npm ended with ${code}):\n  ${said}`;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function isInstalled() {
  const lockfile = readJson(join(root, "package-lock.json"));
  if (!lockfile)
    throw new Error("package-lock.json is missing or unreadable: restore it (`git checkout package-lock.json`).");
  return existsSync(node24) && stalePackages(lockfile, readJson(join(modules, ".package-lock.json"))).length === 0;
}

function countPackages() {
  if (!existsSync(modules)) return 0;
  const names = readdirSync(modules).filter((name) => !name.startsWith("."));
  const packages = names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((part) => join(name, part)) : [name],
  );
  return packages.filter((name) => existsSync(join(modules, name, "package.json"))).length;
}

async function install() {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const { packages } = readJson(join(root, "package-lock.json"));
  const total = Object.keys(packages).filter(
    (path) => path.lastIndexOf("node_modules/") === 0 && !packages[path].optional,
  ).length;
  console.log("… Installing packages (once, about a minute)");
  const report = () =>
    console.log(`… Installing packages: ${Math.min(countPackages(), total)} of ${total}  ${seconds()}`);
  const timer = setInterval(report, 5000);
  try {
    let result = await npm(["ci"]);
    // A lockfile made behind a registry that lacks other platforms' packages is refused by `ci`, not by `install`.
    if (/EUSAGE/.test(result.output) && /Missing: .*@ from lock file/.test(result.output))
      result = await npm(["install", "--no-save"]);
    if (result.code !== 0) throw new Error(explainInstallFailure(result.output, result.code));
    if (!isInstalled())
      throw new Error("npm finished but packages are missing: delete node_modules and run the command again.");
  } finally {
    clearInterval(timer);
  }
  console.log(`✓ Packages installed  ${seconds()}`);
}

function npm(args) {
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const cli = process.env.npm_execpath;
  const [file, first] = cli && /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ["npm", []];
  const child = spawn(file, [...first, ...args, ...flags], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  return settle(child).then((code) => ({ code, output }));
}

/** Forwards signals until the child has ended; the answer is its exit code, 128 + n when a signal ended it. */
function settle(child) {
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`${child.spawnfile} could not be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

async function main([script, ...args]) {
  if (!script) throw new Error("Usage: node scripts/with-node24.mjs <script.ts> [arguments]");
  if (!isInstalled()) await install();
  const command = ["--import", import.meta.resolve("tsx"), join(root, script), ...args];
  // Compiled scripts are kept for the next start: n8n alone compiles 50 MB of them.
  const env = { NODE_COMPILE_CACHE: join(modules, ".cache/compiled"), ...process.env };
  return settle(spawn(node24, command, { cwd: root, env, stdio: "inherit" }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error) => {
      console.error(`\n${error.message}`);
      process.exitCode = 1;
    },
  );
}
