import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockHome } from "@/scripts/runtime/home-lock";
import { endLeftovers } from "@/scripts/runtime/leftovers";
import { recordsOf, spawnRecorded } from "@/scripts/runtime/recorded-spawn";
import { waitFor } from "../../support/wait-for";

const IDLE = ["-e", "setInterval(() => {}, 1000)"];

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-home-"));
});
afterEach(async () => {
  await endLeftovers(home);
  await rm(home, { recursive: true });
});

const begin = () =>
  spawnRecorded({ home, file: process.execPath, args: IDLE, cwd: home, env: process.env, output: "pipe" });

const records = async (): Promise<string[]> => {
  const names = await readdir(recordsOf(home)).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(recordsOf(home), name), "utf8")));
  return texts.filter((text) => text.includes("\n"));
};
const recorded = (count: number) =>
  waitFor(async () => (await records()).length === count, { what: `${count} records`, everyMs: 10 });

/** Something of it still runs; a dead one that its new parent has not fetched yet does not. */
const isAlive = (pid: number): boolean =>
  /^[^Z\s]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim());

test("a child that was left running is ended, and one that ended is forgotten", async () => {
  const child = begin();
  const exited = once(child, "exit");
  await recorded(1);
  expect(await endLeftovers(home)).toBe(1);
  await exited;
  expect(await endLeftovers(home)).toBe(0);
  const short = spawnRecorded({ home, file: process.execPath, args: ["-e", ""], cwd: home, env: {}, output: "pipe" });
  await once(short, "exit");
  await recorded(0);
});

test("a process that only has the same number is left alone", async () => {
  const child = begin();
  await recorded(1);
  const [name = ""] = await readdir(recordsOf(home));
  const file = join(recordsOf(home), name);
  await writeFile(file, (await readFile(file, "utf8")).replace(/(\) (?:\S+ ){19})/, "$19"));
  expect(await endLeftovers(home)).toBe(0);
  expect(child.exitCode).toBeNull();
  child.kill("SIGKILL");
  await once(child, "exit");
});

const PARENT = `
  import { spawnRecorded } from "./scripts/runtime/recorded-spawn.ts";
  const [home, idle] = process.argv.slice(-2);
  for (let n = 0; n < 3; n += 1) spawnRecorded({ home, file: process.execPath, args: ["-e", idle], cwd: home, env: process.env, output: "pipe" });
  process.kill(process.pid, "SIGKILL");
`;

test("a parent that is killed in the moment after it began its children leaves none that is not found", async () => {
  const args = ["--import", "tsx", "--input-type=module", "-e", PARENT, home, IDLE[1] ?? ""];
  const parent = spawn(process.execPath, args, { cwd: process.cwd(), stdio: "inherit" });
  await once(parent, "exit");
  await recorded(3);
  const pids = (await records()).map((text) => Number(text.split("\n")[0]));
  expect(pids.every(isAlive)).toBe(true);
  expect(await endLeftovers(home)).toBe(3);
  expect(pids.some(isAlive)).toBe(false);
});

test("a second start on the same home is refused with the number of the first", async () => {
  const unlock = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow(`already running on ${home} (process ${process.pid})`);
  unlock();
  (await lockHome(home))();
});
