import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { importCsv, launch, onboard, progressOf, waitUntilActive } from "../tests/e2e/company";
import { FounderClient } from "../tests/support/founder-client";
import { waitFor } from "../tests/support/wait-for";
import { repositoryRoot } from "./runtime/home";
import { fail, say, step } from "./runtime/progress";
import { readRuntimeFile } from "./runtime/runtime-file";

/**
 * Makes the fixture of the upgrade test: `npx tsx scripts/make-installation.ts 6b5a6c8` checks out that commit, installs it, runs its
 * own `npm start`, launches a company with four leads over its API, waits until email 1 was sent and emails 2 and 3 wait for their
 * day, stops it, and packs its home into `tests/fixtures/installation-<commit>.tar.zst`. Takes about five minutes.
 */
const LEADS = 4;
const FOUNDER = "old@founders.example";
/** Files of a running product, of caches, and of the write-ahead log that a clean shutdown no longer needs. */
const LEFT_OUT = ["logs", "supervisor.lock*", "runtime.json", "postmaster.opts", ".cache"];

type Running = { stop(): Promise<void>; url: string };

async function startOld(checkout: string, home: string): Promise<Running> {
  const env = { ...process.env, GREENLIGHT_HOME: home, PORT: "0", SIDECAR_PORT: "0", N8N_PORT: "0" };
  const child = spawn("npm", ["start"], { cwd: checkout, env, detached: true, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const isReady = (): boolean => output.includes("Greenlight is ready");
  await Promise.race([
    waitFor(async () => isReady(), { what: "the old version is ready", everyMs: 500, withinMs: 900_000 }),
    exited.then(() => Promise.reject(new Error(`The old version did not start:\n${output}`))),
  ]);
  const stop = async (): Promise<void> => {
    if (child.pid) process.kill(-child.pid, "SIGTERM");
    await exited;
    await waitFor(async () => (await readRuntimeFile(home)) === null, {
      what: "every part has ended",
      withinMs: 60_000,
    });
  };
  return { stop, url: (await readRuntimeFile(home))?.url ?? "" };
}

/** A campaign whose email 1 was sent; its next emails are a day away. */
async function runCampaign(url: string): Promise<void> {
  const founder = await FounderClient.at(url, FOUNDER);
  const company = await onboard(founder, { name: "Old Engine" });
  await importCsv(founder, company, LEADS);
  await launch(founder, company);
  const campaign = await waitUntilActive(founder, company, 180_000);
  const run = (name: string) =>
    founder.post(`/api/campaigns/${campaign}/run-now`, { workspace_id: company.workspaceId, step: name });
  const delays = { workspace_id: company.workspaceId, step_delays_days: [0, 1, 1] };
  await founder.patch(`/api/campaigns/${campaign}`, delays);
  await run("preparation");
  const sent = async (): Promise<boolean> =>
    (await run("email_1")).status === 202 && (await progressOf(founder, company, campaign))[1]?.sent === LEADS;
  await waitFor(sent, { what: "email 1 went out", everyMs: 3_000, withinMs: 300_000 });
}

async function pack(home: string, file: string): Promise<void> {
  const wal = join(home, "postgres", "pg_wal");
  const segments = (await readdir(wal)).filter((name) => /^[0-9A-F]{24}$/.test(name)).toSorted();
  // After a clean shutdown only the first segment matters, which holds the last checkpoint; the others are prepared for later.
  for (const name of segments.slice(1)) await rm(join(wal, name));
  const tar = spawn("tar", ["-cf", "-", ...LEFT_OUT.map((name) => `--exclude=${name}`), "-C", home, "."], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 27 } };
  await pipeline(tar.stdout, createZstdCompress(level), createWriteStream(file));
}

async function make(commit: string): Promise<void> {
  const checkout = await mkdtemp(join(tmpdir(), "greenlight-old-"));
  const home = await mkdtemp(join(tmpdir(), "greenlight-old-home-"));
  await rm(home, { recursive: true });
  const archive = execFileSync("git", ["archive", commit], { cwd: repositoryRoot, maxBuffer: 1 << 30 });
  execFileSync("tar", ["-x", "-C", checkout], { input: archive });
  try {
    const old = await step(`Starting ${commit}`, () => startOld(checkout, home));
    await step("Launching and sending email 1", () => runCampaign(old.url)).finally(old.stop);
    const file = join(repositoryRoot, "tests/fixtures", `installation-${commit}.tar.zst`);
    await pack(home, file);
    say(file);
  } finally {
    await rm(checkout, { recursive: true, force: true });
  }
}

await make(process.argv[2] ?? "").catch(fail);
