import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endChecks, runTool } from "@/scripts/runtime/check";
import { waitFor } from "../../support/wait-for";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "greenlight-check-"));
});
afterAll(() => rm(folder, { recursive: true }));

const PROGRAM = `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const grandchild = \`process.on("SIGTERM", () => { require("node:fs").writeFileSync(process.argv[1] + ".end", "stopped"); process.exit(); });
require("node:fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000);\`;
spawn(process.execPath, ["-e", grandchild, process.argv[2] ?? ""], { stdio: "ignore" });
setInterval(() => {}, 1000);
`;

test("an interrupted check ends with all that it started, which may stop in order", async () => {
  const [program, record] = [join(folder, "program.ts"), join(folder, "record")];
  await writeFile(program, PROGRAM);
  const run = runTool({ args: ["tsx", program, record] });
  const pid = Number(await waitFor(() => readFile(record, "utf8"), { what: "the program's own child runs" }));
  await endChecks();
  expect(await readFile(`${record}.end`, "utf8")).toBe("stopped");
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  expect((await run).code).not.toBe(0);
});
