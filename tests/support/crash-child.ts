import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Client } from "pg";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import { getDb } from "@/lib/platform/db";
import { noteIn } from "../factories/file-board";
import { deadlyTask, textOf } from "./crash-points";

/**
 * A worker that does one job of a workspace and is killed, as by `kill -9`, when it reaches a point for the n-th time: before a commit and
 * after its answer, before a statement that is its own transaction, and before and after each change of a file. A death inside a
 * transaction is the one before its commit: Postgres rolls back. It says how many points it passed.
 */
const { task, reach, end } = deadlyTask<{ job: "execute" | "check"; workspaceId: string; id: string; board: string }>();

type Ask = (...args: unknown[]) => unknown;
type Answer = (...answer: unknown[]) => void;

const inTransaction = new WeakSet<Client>();

/** Whether the statement is a point, by the connection's state before it. */
function isPoint(client: Client, text: string): boolean {
  const begins = /^(begin|start transaction)/.test(text);
  const ends = /^(commit|rollback)/.test(text);
  const isInside = inTransaction.has(client);
  if (begins) inTransaction.add(client);
  if (ends) inTransaction.delete(client);
  return ends ? text === "commit" : !isInside && !begins;
}

const ask = Client.prototype.query as Ask;
Client.prototype.query = function (this: Client, ...args: unknown[]) {
  const text = textOf(args[0]);
  if (isPoint(this, text)) reach();
  if (text !== "commit") return ask.apply(this, args);
  const answer = args.at(-1);
  if (typeof answer === "function") {
    args[args.length - 1] = (...answered: unknown[]) => {
      reach();
      (answer as Answer)(...answered);
    };
    return ask.apply(this, args);
  }
  return (ask.apply(this, args) as Promise<unknown>).then((answered) => {
    reach();
    return answered;
  });
} as typeof Client.prototype.query;

const files = fs.promises as unknown as Record<string, Ask>;
for (const name of ["appendFile", "writeFile", "rename", "link", "rm", "mkdir", "open"]) {
  const change = files[name];
  if (!change) throw new Error(`${name} is no function of node:fs`);
  files[name] = async (...args: unknown[]) => {
    reach();
    const changed = await change.apply(fs.promises, args);
    reach();
    return changed;
  };
}
syncBuiltinESMExports();

const ctx = {
  requestId: "crash",
  db: getDb(),
  now: () => new Date(),
  workspaceId: task.workspaceId,
  actor: { type: "job", job: "test.crash" } as const,
  signal: new AbortController().signal,
};
const actions = [...ACTIONS, noteIn(task.board)];
if (task.job === "execute") await executeApproval(ctx, { approvalId: task.id, version: 1 }, actions);
else await checkReceipt(ctx, { receiptId: task.id }, actions);
end();
