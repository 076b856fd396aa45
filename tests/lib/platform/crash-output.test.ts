import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitOnCrash, redactConsole } from "@/lib/platform/crash-output";

const ROOT = join(import.meta.dirname, "../../..");
let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crash-output-"));
  // It stands where its packages are found.
  bundle = join(ROOT, "node_modules", ".cache", `crash-output-child.${process.pid}.mjs`);
  await build({
    entryPoints: [join(ROOT, "tests/support/crash-output-child.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": ROOT },
  });
});
afterAll(async () => {
  await rm(bundle, { force: true });
  await rm(folder, { recursive: true, force: true });
});

const canary = (): string => `canary-${randomBytes(12).toString("hex")}`;
type Crash = { code: number | null; said: string; files: string[]; written: string };

/** Lets a process crash in an empty folder with keys in the error, in memory and in its environment. */
async function crash(way: "thrown" | "rejected" | "served" | "reported", keys: string[], own: string): Promise<Crash> {
  const cwd = await mkdtemp(join(folder, "run-"));
  const env = { ...process.env, LOG_LEVEL: "info", ENCRYPTION_MASTER_KEY: own, NODE_ENV: "production" as const };
  const child = spawn(process.execPath, [bundle, JSON.stringify({ way, keys })], { cwd, env });
  let said = "";
  child.stdout.on("data", (data: Buffer) => (said += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const files = await readdir(cwd);
  const written = await Promise.all(files.map((name) => readFile(join(cwd, name), "utf8")));
  return { code, said, files, written: written.join("\n") };
}

test.each([
  ["thrown", [/Bad credentials/, /refused/]],
  ["rejected", [/Two attempts failed/, /AggregateError/]],
  ["served", [/Two attempts failed/, /Bad credentials/, /refused/, /unhandledRejection/]],
] as const)(
  "a process whose error nobody catches, %s, says what happened without a key, and leaves no dump",
  async (way, words) => {
    const [keys, own] = [[canary(), canary(), canary()], randomBytes(32).toString("hex")];
    const { code, said, files } = await crash(way, keys, own);
    expect(code, said).toBe(1);
    for (const word of words) expect(said).toMatch(word);
    expect(said).toContain("crash-output-child");
    expect([...keys, own].filter((key) => said.includes(key))).toEqual([]);
    expect(files).toEqual([]);
  },
);

test("a diagnostic report that an operator asks for has neither the installation's keys nor its environment", async () => {
  const [keys, own] = [[canary(), canary(), canary()], randomBytes(32).toString("hex")];
  const { files, written } = await crash("reported", keys, own);
  expect(files).toEqual(["report.json"]);
  expect(written).toContain("javascriptHeap");
  expect(written).not.toContain(own);
  expect(JSON.parse(written)).not.toHaveProperty("environmentVariables");
  expect([exitOnCrash, redactConsole]).toHaveLength(2);
});
