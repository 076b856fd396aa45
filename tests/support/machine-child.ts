import { Client } from "pg";
import { provisionMachine } from "@/lib/operations/machines/provision-machine";
import { releaseMachine } from "@/lib/operations/machines/release-machine";
import { findVendor } from "@/lib/operations/machines/find-vendor";
import { closeDb, getDb } from "@/lib/platform/db";
import { deadlyTask, textOf } from "./crash-points";
import { hurriedClock } from "./virtual-clock";

/**
 * A worker that orders a workspace's machine or takes it away, and is killed, as by `kill -9`, when it reaches a point for the n-th time:
 * before a request to the vendor, after its answer, and before a commit. It says how many points it passed.
 */
const { task, reach, end } = deadlyTask<{ act: "provision" | "release"; workspaceId: string; startsAt: number }>();

const ask = Client.prototype.query as (...args: unknown[]) => unknown;
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
await closeDb();
end();
