import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Client } from "pg";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { getDb } from "@/lib/platform/db";
import { deadlyTask, textOf } from "./crash-points";

/**
 * A process that sends one claim and is killed, as by `kill -9`, when it reaches a point for the n-th time: before and after each commit,
 * and before and after the mail server takes the message. Between two of them nothing can be seen from outside. It says how many points it
 * passed.
 */
const { task, reach, end } = deadlyTask<{ workspaceId: string; claimId: string }>();

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
end();
