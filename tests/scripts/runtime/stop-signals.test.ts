import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { repositoryRoot } from "@/scripts/runtime/home";

/** Its parts need two seconds to stop in order. */
const PROGRAM = `
import { onStopSignal } from "./scripts/runtime/stop-signals.ts";
onStopSignal(() => {
  console.log("stopping");
  setTimeout(() => process.exit(7), 2000);
});
setInterval(() => {}, 1000);
console.log("ready");
`;

async function running(): Promise<{ child: ChildProcess; exited: Promise<unknown[]>; says: () => Promise<unknown> }> {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ["ignore", "pipe", "inherit"] });
  const says = () => once(child.stdout, "data");
  const exited = once(child, "exit");
  await says();
  return { child, exited, says };
}

test("one Ctrl-C that arrives twice stops a program once, in order", async () => {
  const { child, exited, says } = await running();
  child.kill("SIGINT");
  await says();
  child.kill("SIGINT");
  expect(await exited).toEqual([7, null]);
});

test("a second Ctrl-C ends it at once", async () => {
  const { child, exited, says } = await running();
  const began = performance.now();
  child.kill("SIGINT");
  await says();
  const insists = setInterval(() => child.kill("SIGINT"), 100);
  expect(await exited).toEqual([130, null]);
  clearInterval(insists);
  expect(performance.now() - began).toBeGreaterThan(1_000);
});
