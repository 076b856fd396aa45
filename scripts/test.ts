import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestCluster } from "../tests/support/test-cluster";
import { startTestN8n } from "../tests/support/test-n8n";
import { endChecks, runChecks, runTool } from "./runtime/check";
import { readIfPresent } from "./runtime/home";
import { say, step } from "./runtime/progress";
import { onStopSignal } from "./runtime/stop-signals";
import { filesToRepeat, tally, tallyTwice, type Run, type Tally } from "./runtime/test-report";
import type { PostgresVersion } from "./runtime/postgres-binaries";
import { VERIFY_CHECKS } from "./runtime/verify-checks";

type Environment = Record<string, string>;
type Part = { project: string; env: Environment; filters: string[]; options?: string[] };

const cleanups: (() => Promise<void>)[] = [];
const tallies: Tally[] = [];

async function cleanUp(): Promise<void> {
  for (let next = cleanups.pop(); next; next = cleanups.pop()) await next();
}

onStopSignal(() => {
  say("\nStopping what the tests have started; a second Ctrl-C leaves them.");
  void endChecks()
    .then(cleanUp)
    .finally(() => process.exit(130));
});

async function runVitest({ project, env, filters, options = [] }: Part): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "greenlight-report-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = ["vitest", "run", "--project", project, "--passWithNoTests", ...reporters, ...options, ...filters];
  const { code } = await runTool({ args, env, echo: true });
  const report = await readIfPresent(file);
  await rm(folder, { recursive: true });
  return { code, report };
}

async function runProject(part: Part): Promise<void> {
  say(`\n── ${part.project} tests`);
  const run = await runVitest(part);
  const first = { name: part.project, ...run, mayBeEmpty: part.filters.length > 0 };
  const filters = filesToRepeat(run);
  if (filters.length === 0) return void tallies.push(tally(first));
  say(`\n── ${part.project} tests: ${filters.length} failed and run once more, alone`);
  const again = await runVitest({ ...part, filters, options: ["--maxWorkers=1"] });
  tallies.push(tallyTwice(first, again));
}

/** A part that cannot even start counts as one failure, and the others still run. */
async function counted(name: string, run: () => Promise<void>): Promise<void> {
  await run().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    tallies.push({ passed: 0, failed: 1, reasons: [`${name}: ${reason}`], unsteady: [] });
  });
}

async function startEngine(env: Environment): Promise<Environment> {
  const databaseUrl = env.TEST_N8N_DATABASE_URL ?? "";
  const n8n = await step("n8n for the tests", ({ update }) => startTestN8n({ databaseUrl, onProgress: update }));
  cleanups.push(n8n.stop);
  return {
    ...env,
    TEST_N8N_URL: n8n.url,
    TEST_N8N_FREEZE_DIR: n8n.freezeDir,
    TEST_N8N_EVENT_LOG: n8n.eventLog,
    TEST_N8N_OWNER_EMAIL: n8n.ownerEmail,
    TEST_N8N_OWNER_PASSWORD: n8n.ownerPassword,
  };
}

async function startDatabase(version: PostgresVersion = 17): Promise<Environment> {
  const cluster = await step(`Postgres ${version} for the tests, migrated`, () => startTestCluster(version));
  cleanups.push(cluster.stop);
  return cluster.env;
}

async function verify(): Promise<void> {
  for (const { name, ok } of await runChecks(VERIFY_CHECKS)) {
    tallies.push({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, reasons: ok ? [] : [`verify: ${name}`], unsteady: [] });
  }
}

/** The schema, the launch and the sequence, on the other versions of Postgres that README names. */
const ON_EVERY_VERSION = [
  ...["append-only", "audit-log", "begin-sequence", "claim-due-emails", "erase-company", "partition-email-events"],
  ...["prepare-leads", "record-outcome", "row-level-security", "send-window", "stolen-instance", "store-reads"],
]
  .map((name) => `tests/supabase/${name}.test.ts`)
  .concat(
    ["claim-due-emails", "confirm-claim", "save-sequence"].map((name) => `tests/lib/outreach/sequence/${name}.test.ts`),
    ["launch-ignition", "run-ignition"].map((name) => `tests/lib/operations/ignition/${name}.test.ts`),
    ["tests/lib/autopilot/actions/execute-approval.test.ts"],
  );

async function runOn(version: PostgresVersion): Promise<void> {
  await runProject({ project: "integration", env: await startDatabase(version), filters: ON_EVERY_VERSION });
  await cleanUp();
}

/** Everything: the checks first, n8n starting beside them; then the tests, those of the whole product last. */
async function runEverything(): Promise<void> {
  const database = startDatabase();
  const engine = database.then(startEngine);
  // Both are awaited below; a failure before that must not end the process.
  engine.catch(() => undefined);
  await counted("verify", verify);
  await counted("integration", async () => runProject({ project: "integration", env: await database, filters: [] }));
  await counted("process", async () => runProject({ project: "process", env: await database, filters: [] }));
  await counted("engine", async () => runProject({ project: "engine", env: await engine, filters: [] }));
  await counted("stopping n8n", cleanUp);
  await counted("Postgres 16", () => runOn(16));
  await counted("Postgres 18", () => runOn(18));
  await counted("product", () => runProject({ project: "product", env: {}, filters: [] }));
}

/** Only the files whose path contains a filter; n8n starts only when one of them needs it. */
async function runMatching(filters: string[]): Promise<void> {
  const env = await startDatabase();
  for (const project of ["structure", "integration", "process", "engine", "product"]) {
    await counted(project, () => runProject({ project, env, filters }));
  }
  if (tallies.every(({ passed, failed }) => passed + failed === 0)) {
    tallies.push({ passed: 0, failed: 1, reasons: [`no test file matches ${filters.join(" ")}`], unsteady: [] });
  }
}

const filters = process.argv.slice(2);
await counted("tests", () => (filters.length ? runMatching(filters) : runEverything()));
await counted("stopping", cleanUp);
const sum = (field: "passed" | "failed"): number => tallies.reduce((total, one) => total + one[field], 0);
for (const one of tallies.flatMap(({ unsteady }) => unsteady)) say(`~ unsteady, passed when it ran once more: ${one}`);
for (const reason of tallies.flatMap(({ reasons }) => reasons)) say(`✗ ${reason}`);
say(`\n${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") === 0 && sum("passed") > 0 ? 0 : 1);
