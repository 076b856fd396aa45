import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { repositoryRoot } from "@/scripts/runtime/home";

/** As `npm start` ends: it says so, and then stops its parts. */
const PROGRAM = `
import { fail, say } from "./scripts/runtime/progress.ts";
process.on("SIGHUP", () => {
  say("Stopping.");
  fail("It did not stop in order.");
  setTimeout(() => process.exit(7), 100);
});
setInterval(() => {}, 1000);
say("Ready.");
`;

test("a program whose terminal is closed goes on, so that it can stop what it started", async () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const child = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.stderr.destroy();
  child.kill("SIGHUP");
  expect(await exited).toEqual([7, null]);
});
