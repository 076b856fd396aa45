import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Client } from "pg";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import { getDb } from "@/lib/platform/db";
import { startQueue } from "@/lib/platform/queue";
import { noteIn } from "../factories/file-board";
import { dieTogether, leave, reaches, stands, textOf } from "./crash-points";

/**
 * A worker that does jobs of a workspace, each of which stands at its point when the process is killed, as by `kill -9`: before a commit and
 * after its answer, before a statement that is its own transaction, and before and after each change of a file. A death inside a
 * transaction is the one before its commit: Postgres rolls back.
 */
type Task = { job: "execute" | "check"; workspaceId: string; id: string; board: string };

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
  if (stands() || (isPoint(this, text) && reaches())) return leave(this);
  if (text !== "commit") return ask.apply(this, args);
  const answer = args.at(-1);
  if (typeof answer === "function") {
    args[args.length - 1] = (...answered: unknown[]) => {
      if (reaches()) void leave(this);
      else (answer as Answer)(...answered);
    };
    return ask.apply(this, args);
  }
  return (ask.apply(this, args) as Promise<unknown>).then((answered) => (reaches() ? leave(this) : answered));
} as typeof Client.prototype.query;

const files = fs.promises as unknown as Record<string, Ask>;
for (const name of ["appendFile", "writeFile", "rename", "link", "rm", "mkdir", "open"]) {
  const change = files[name];
  if (!change) throw new Error(`${name} is no function of node:fs`);
  files[name] = async (...args: unknown[]) => {
    if (reaches()) return leave();
    const changed = await change.apply(fs.promises, args);
    return reaches() ? leave() : changed;
  };
}
syncBuiltinESMExports();

// The worker's own, which no job waits for in vain when another one stands.
await startQueue();
await dieTogether<Task>(async ({ job, workspaceId, id, board }) => {
  const ctx = {
    requestId: "crash",
    db: getDb(),
    now: () => new Date(),
    workspaceId,
    actor: { type: "job", job: "test.crash" } as const,
    signal: new AbortController().signal,
  };
  const actions = [...ACTIONS, noteIn(board)];
  if (job === "execute") await executeApproval(ctx, { approvalId: id, version: 1 }, actions);
  else await checkReceipt(ctx, { receiptId: id }, actions);
});
