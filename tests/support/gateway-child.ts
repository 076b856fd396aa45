import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Client } from "pg";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { getDb } from "@/lib/platform/db";

/**
 * A process that sends one claim and is killed, as by `kill -9`, when it reaches a point for the n-th time: before and after each commit,
 * and before and after the mail server takes the message. Between two of them nothing can be seen from outside. It says how many points it
 * passed.
 */
type Task = { workspaceId: string; claimId: string; dieAt: number };
const task = JSON.parse(process.argv[2] ?? "") as Task;

let points = 0;
function reach(): void {
  points += 1;
  if (points === task.dieAt) process.kill(process.pid, "SIGKILL");
}

type Ask = (...args: unknown[]) => unknown;
/** A point before it is called, and one before its callback is. */
function watched(act: Ask, isWatched: (args: unknown[]) => boolean): Ask {
  return function (this: unknown, ...args: unknown[]) {
    if (!isWatched(args)) return act.apply(this, args);
    reach();
    const answer = args.at(-1);
    if (typeof answer !== "function") {
      return (act.apply(this, args) as Promise<unknown>).then((answered) => {
        reach();
        return answered;
      });
    }
    args[args.length - 1] = (...answered: unknown[]) => {
      reach();
      (answer as Ask)(...answered);
    };
    return act.apply(this, args);
  };
}

const textOf = (query: unknown): string =>
  typeof query === "string" ? query : ((query as { text?: string }).text ?? "");
const database = Client.prototype as unknown as { query: Ask };
database.query = watched(database.query, ([query]) => textOf(query) === "commit");
const smtp = SMTPConnection.prototype as unknown as { send: Ask };
smtp.send = watched(smtp.send, () => true);

const ctx = {
  requestId: "crash",
  db: getDb(),
  now: () => new Date(),
  workspaceId: task.workspaceId,
  actor: { type: "job", job: "test.gateway" } as const,
};
await sendClaim(ctx, { claimId: task.claimId });
process.stdout.write(String(points), () => process.exit(0));
