import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Client } from "pg";
import { runProvisioning } from "@/lib/operations/runtimes/run-provisioning";
import { closeDb, getDb } from "@/lib/platform/db";
import { stopQueue } from "@/lib/platform/queue";
import { deadlyTask, textOf } from "./crash-points";

/**
 * A worker that does one attempt at a runtime and is killed, as by `kill -9`, when it reaches a point for the n-th time: before a commit,
 * before a statement that is its own transaction, before a file gets its name or goes, and before a process is started. A death inside a
 * transaction is the one before its commit, and a death after a change is the one before the next. It says how many points it passed.
 */
const { task, reach, end } = deadlyTask<{ workspaceId: string; projectId: string; attempt: number }>();

type Ask = (...args: unknown[]) => unknown;
const inTransaction = new WeakSet<Client>();
const ask = Client.prototype.query as Ask;

/** Whether the statement is a point, by the connection's state before it. */
function isPoint(client: Client, text: string): boolean {
  if (/^(begin|start transaction)/.test(text)) {
    inTransaction.add(client);
    return false;
  }
  if (/^(commit|rollback)/.test(text)) {
    inTransaction.delete(client);
    return text.startsWith("commit");
  }
  return !inTransaction.has(client) && /^(create|alter|drop|grant|revoke|insert|update|delete)/.test(text);
}

Client.prototype.query = function (this: Client, ...args: unknown[]) {
  const text = textOf(args[0]);
  if (!isPoint(this, text)) return ask.apply(this, args);
  reach();
  return ask.apply(this, args);
} as typeof Client.prototype.query;

const files = fs.promises as unknown as Record<string, Ask>;
for (const name of ["rename", "rm"]) {
  const act = files[name]!;
  files[name] = (...args) => {
    reach();
    return act(...args);
  };
}
const spawn = childProcess.spawn as unknown as Ask;
childProcess.spawn = ((...args: unknown[]) => {
  reach();
  return spawn(...args);
}) as typeof childProcess.spawn;
syncBuiltinESMExports();

const { workspaceId, projectId, attempt } = task;
const ctx = {
  requestId: "crash",
  db: getDb(),
  now: () => new Date(),
  workspaceId,
  actor: { type: "job", job: "runtime.provision_project" },
  signal: new AbortController().signal,
} as const;
await runProvisioning(ctx, { projectId, attempt });
await stopQueue();
await closeDb();
end();
