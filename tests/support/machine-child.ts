import { Client } from "pg";
import { provisionMachine } from "@/lib/operations/machines/provision-machine";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import { findVendor } from "@/lib/operations/machines/find-vendor";
import { closeDb, getDb } from "@/lib/platform/db";
import { hurriedClock } from "./virtual-clock";

/**
 * A worker that orders a workspace's machine or takes it away, and is killed, as by `kill -9`, when it reaches a point for the n-th time:
 * before a request to the vendor, after its answer, and before a commit. It says how many points it passed.
 */
type Task = { act: "provision" | "release"; workspaceId: string; startsAt: number; dieAt: number };
const task = JSON.parse(process.argv[2] ?? "") as Task;

let points = 0;
function reach(): void {
  points += 1;
  if (points === task.dieAt) process.kill(process.pid, "SIGKILL");
}

const ask = Client.prototype.query as (...args: unknown[]) => unknown;
const textOf = (query: unknown): string =>
  (typeof query === "string" ? query : ((query as { text?: string }).text ?? "")).trim().toLowerCase();
Client.prototype.query = function (this: Client, ...args: unknown[]) {
  if (textOf(args[0]).startsWith("commit")) reach();
  return ask.apply(this, args);
} as typeof Client.prototype.query;

const send = globalThis.fetch;
globalThis.fetch = async (...args) => {
  reach();
  const answer = await send(...args);
  reach();
  return answer;
};

const clock = hurriedClock(task.startsAt);
await findVendor({ requestId: "crash", db: getDb(), now: () => new Date(clock.now()) }, clock);
const ctx = {
  requestId: "crash",
  db: getDb(),
  now: () => new Date(clock.now()),
  workspaceId: task.workspaceId,
  actor: { type: "job", job: "ignition.run_ignition" },
  signal: new AbortController().signal,
} as const;
if (task.act === "provision") await provisionMachine(ctx, { region: "fra1", size: "s-1vcpu-2gb" });
else await releaseMachine(ctx);
process.stdout.write(`${points}\n`);
await closeDb();
process.exit(0);
