import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockHome } from "@/scripts/runtime/home-lock";
import { endLeftovers, rememberProcesses } from "@/scripts/runtime/leftovers";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "greenlight-home-"));
});
afterEach(() => rm(home, { recursive: true }));

test("what a killed start left running is ended", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  const exited = once(child, "exit");
  await once(child, "spawn");
  await rememberProcesses(home, { Application: child.pid ?? 0 });
  expect(await endLeftovers(home)).toBe(1);
  await exited;
  expect(await endLeftovers(home)).toBe(0);
});

test("a process that only has the same number is left alone", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  await once(child, "spawn");
  await rememberProcesses(home, { Application: child.pid ?? 0 });
  const file = join(home, "processes.json");
  await writeFile(file, (await readFile(file, "utf8")).replace(/"started":"/, '"started":"9'));
  expect(await endLeftovers(home)).toBe(0);
  expect(child.exitCode).toBeNull();
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("a second start on the same home is refused with the number of the first", async () => {
  const unlock = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow(`already running on ${home} (process ${process.pid})`);
  unlock();
  (await lockHome(home))();
});
