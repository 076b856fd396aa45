import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchStart } from "./bench/start";
import { isBusy, machine } from "./bench/machine";
import { readReport, toTable, writeReport, type Section } from "./bench/report";
import { startStack } from "./bench/stack";
import { repositoryRoot } from "./runtime/home";
import { fail, say, step } from "./runtime/progress";

/** Each group has servers and an environment of its own, and so a process of its own. */
const GROUPS: readonly (readonly string[])[] = [
  ["start"],
  ["queue", "ignition", "campaigns"],
  ["fleet", "partitions"],
  ["ingestion", "dashboard", "approvals", "mind"],
];
const NAMES = GROUPS.flat();
const USAGE = `Usage: npm run bench [-- ${NAMES.join(" | ")} …] [--large]`;

type Wanted = { names: readonly string[]; large: boolean };

/** Everything that needs a database, n8n, the sidecar and a worker, on one stack. */
async function benchStack({ names }: Wanted): Promise<Record<string, Section>> {
  const results: Record<string, Section> = {};
  const stack = await startStack();
  try {
    // After the stack has set the environment they read.
    const { startWorkers, stopWorkers } = await import("../workers/start");
    const { benchIgnition } = await import("./bench/ignition");
    const { benchCampaigns } = await import("./bench/campaigns");
    const { benchQueue } = await import("./bench/queue");
    const { closeDb } = await import("@/lib/platform/db");
    await startWorkers();
    try {
      if (names.includes("queue")) results.queue = await step("Queue", () => benchQueue(stack));
      if (names.includes("ignition")) results.ignition = await step("Ignition", () => benchIgnition(stack));
      if (names.includes("campaigns")) results.campaigns = await step("Campaigns", () => benchCampaigns(stack));
    } finally {
      await stopWorkers();
      await closeDb();
    }
  } finally {
    await stack.stop();
  }
  return results;
}

/** Everything that needs a database and a worker alone. */
async function benchDatabase({ names }: Wanted): Promise<Record<string, Section>> {
  const { startDatabase } = await import("./bench/database");
  const results: Record<string, Section> = {};
  const database = await startDatabase();
  try {
    const { startWorkers, stopWorkers } = await import("../workers/start");
    const { benchFleet } = await import("./bench/fleet");
    const { benchPartitions } = await import("./bench/partitions");
    const { closeDb } = await import("@/lib/platform/db");
    await startWorkers();
    try {
      if (names.includes("fleet")) results.fleet = await step("Fleet", () => benchFleet(database));
      if (names.includes("partitions")) results.partitions = await step("Partitions", () => benchPartitions(database));
    } finally {
      await stopWorkers();
      await closeDb();
    }
  } finally {
    await database.stop();
  }
  return results;
}

/** Everything that is asked over HTTP of the application and the ingestion process, over one database. */
async function benchServers({ names, large }: Wanted): Promise<Record<string, Section>> {
  const { benchDashboard, MEGABYTES } = await import("./bench/dashboard");
  const { benchApprovals } = await import("./bench/approvals");
  const { benchIngestion } = await import("./bench/ingestion");
  const { startServers } = await import("./bench/servers");
  const results: Record<string, Section> = {};
  const servers = await startServers({ megabytes: large ? MEGABYTES.large : MEGABYTES.usual });
  try {
    if (names.includes("ingestion")) results.ingestion = await benchIngestion(servers);
    if (names.includes("dashboard")) results.dashboard = await benchDashboard(servers, { large });
    if (names.includes("approvals")) results.approvals = await benchApprovals(servers);
    if (names.includes("mind")) results.mind = await (await import("./bench/mind")).benchMind(servers);
  } finally {
    const { closeDb } = await import("@/lib/platform/db");
    await closeDb();
    await servers.stop();
  }
  return results;
}

function benchGroup(wanted: Wanted): Promise<Record<string, Section>> {
  if (wanted.names.includes("start")) return step("npm start, twice", async () => ({ start: await benchStart() }));
  const isOf = (group: number): boolean => wanted.names.some((name) => GROUPS[group]?.includes(name));
  if (isOf(1)) return benchStack(wanted);
  return isOf(2) ? benchDatabase(wanted) : benchServers(wanted);
}

async function inProcess(names: readonly string[], flags: string[]): Promise<void> {
  const script = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, ["--import", "tsx", script, ...names, ...flags], {
    cwd: repositoryRoot,
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) process.exitCode = code ?? 1;
}

async function bench(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { large: { type: "boolean" } } });
  const unknown = positionals.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`There is no benchmark ${unknown.join(", ")}. ${USAGE}`);
  const names = positionals.length > 0 ? NAMES.filter((name) => positionals.includes(name)) : NAMES;
  const groups = GROUPS.map((group) => group.filter((name) => names.includes(name))).filter(({ length }) => length > 0);
  if (groups.length > 1) {
    for (const group of groups) await inProcess(group, values.large ? ["--large"] : []);
    const report = await readReport();
    return say(`\nAll of them:\n${toTable(names.flatMap((name) => report[name] ?? []))}`);
  }
  const on = machine();
  if (isBusy(on)) say(`! This machine is busy (load ${on.load_before.toFixed(1)}): compare the ratios, not the times.`);
  const results = await benchGroup({ names, large: values.large ?? false });
  const written = await writeReport(results, on);
  const sections = Object.values(results);
  say(`\n${toTable(sections)}\n\nWritten to ${written.join(" and ")}`);
  if (sections.some(({ row, rows }) => (rows ?? [row]).some((each) => !each?.ok))) process.exitCode = 1;
}

/** The part of a benchmark that is a process of its own. */
async function runPart(part: string | undefined): Promise<void> {
  if (part === "load") return (await import("./bench/load-process")).runLoadProcess();
  throw new Error(USAGE);
}

const [first, ...others] = process.argv.slice(2);
await (first === "--as" ? runPart(others[0]) : bench()).catch(fail);
process.exit();
