import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { table, type Row } from "./bench/figures";
import { benchStart } from "./bench/start";
import { startStack } from "./bench/stack";
import { repositoryRoot } from "./runtime/home";
import { fail, say, step } from "./runtime/progress";

const RESULTS = join(repositoryRoot, "bench/results.json");
const wanted = new Set(process.argv.slice(2));
const isWanted = (name: string): boolean => wanted.size === 0 || wanted.has(name);

type Result = { row: Row };

/** Everything that needs a database, n8n, the sidecar and a worker, on one stack. */
async function benchStack(): Promise<Record<string, Result>> {
  const results: Record<string, Result> = {};
  const stack = await startStack();
  try {
    // After the stack has set the environment they read.
    const { startWorkers, stopWorkers } = await import("../workers/start");
    const { benchIgnition } = await import("./bench/ignition");
    const { benchQueue } = await import("./bench/queue");
    const { closeDb } = await import("@/lib/platform/db");
    await startWorkers();
    try {
      if (isWanted("queue")) results.queue = await step("Queue", () => benchQueue(stack));
      if (isWanted("ignition")) results.ignition = await step("Ignition", () => benchIgnition(stack));
    } finally {
      await stopWorkers();
      await closeDb();
    }
  } finally {
    await stack.stop();
  }
  return results;
}

async function bench(): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const results: Record<string, Result> = {};
  if (isWanted("start")) results.start = await step("npm start, twice", () => benchStart());
  if (isWanted("queue") || isWanted("ignition")) Object.assign(results, await benchStack());
  const rows = Object.values(results).map(({ row }) => row);
  if (!rows.length) throw new Error("Nothing measured: the benchmarks are start, queue and ignition.");
  const machine = { node: process.version, cpus: cpus().length, load_before: load };
  await mkdir(join(RESULTS, ".."), { recursive: true });
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Math.round(value * 100) / 100 : value;
  const written = JSON.stringify({ measured_at: new Date().toISOString(), machine, ...results }, rounded);
  await writeFile(RESULTS, await format(written, { ...(await resolveConfig(RESULTS)), filepath: RESULTS }));
  say(`\n${table(rows)}\n\nWritten to ${RESULTS}`);
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

await bench().catch(fail);
process.exit();
