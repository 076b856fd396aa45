import { resolve } from "node:path";
import { checkAddress } from "./doctor/check-address";
import { checkDatabase } from "./doctor/check-database";
import { checkDisk } from "./doctor/check-disk";
import { checkEngine } from "./doctor/check-engine";
import { checkKeys } from "./doctor/check-keys";
import { checkMail } from "./doctor/check-mail";
import { checkPing } from "./doctor/check-ping";
import { checkQueue } from "./doctor/check-queue";
import { checkRuntimes } from "./doctor/check-runtimes";
import { fail, warn, type Finding } from "./doctor/finding";
import { exists, repositoryRoot } from "./runtime/home";
import { say } from "./runtime/progress";
import { readRuntimeFile } from "./runtime/runtime-file";
import { readSettings, type Settings } from "./runtime/settings";

const MARKS = { ok: "✓", warn: "!", fail: "✗" };
const DEFAULT_POOL = 20;
const all: Finding[] = [];

function report(findings: readonly Finding[]): void {
  for (const finding of findings) {
    say(`${MARKS[finding.level]} ${finding.says}${finding.fix ? `\n    → ${finding.fix}` : ""}`);
    all.push(finding);
  }
}

/** A check that breaks is a finding like any other, and the others still run. */
async function look(what: string, check: () => Promise<Finding[]>): Promise<void> {
  const broken = (error: unknown): Finding[] => [
    fail(
      `${what}: it could not be checked (${(error as Error).message})`,
      "Run it again; with the same answer, report this line.",
    ),
  ];
  report(await check().catch(broken));
}

async function examine(settings: Settings): Promise<void> {
  const home = resolve(repositoryRoot, settings.GREENLIGHT_HOME);
  if (!(await exists(home))) {
    report([warn(`Home: ${home} does not exist yet`, "npm start makes it.")]);
    return;
  }
  const running = await readRuntimeFile(settings.GREENLIGHT_HOME);
  const databaseUrl = settings.DATABASE_URL ?? running?.databaseUrl;
  await look("Keys", () => checkKeys(home, running?.sealingKeyIds));
  if (databaseUrl) {
    const poolSize = Number(process.env.DATABASE_POOL_SIZE) || DEFAULT_POOL;
    await look("Database", () => checkDatabase(databaseUrl, poolSize));
    await look("Queue", () => checkQueue(databaseUrl, process.env.WORKER_MODE ?? "in-process"));
    await look("Outside ping", () => checkPing(databaseUrl, process.env.OUTSIDE_PING_URL));
  } else
    report([warn("Database: the embedded one runs only with npm start", "Start Greenlight, then run this again.")]);
  await look("n8n", () => checkEngine(settings, running));
  await look("Application", () => checkAddress(settings.APP_URL, running));
  await look("Disk", () => checkDisk(home));
  await look("Mail", () => checkMail());
  await look("Runtimes", async () => checkRuntimes(process.env));
}

try {
  await examine(readSettings({ startsN8n: false }));
} catch (error) {
  report([fail(`Settings: ${(error as Error).message}`, "Correct it in the environment or in .env.")]);
}
const count = (level: Finding["level"]): number => all.filter((finding) => finding.level === level).length;
say(`\n${count("ok")} in order, ${count("warn")} to look at, ${count("fail")} broken`);
process.exit(count("fail") > 0 ? 1 : 0);
