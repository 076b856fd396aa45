import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Client } from "pg";
import { sendClaim } from "@/lib/outreach/sequence/send-claim";
import { getDb } from "@/lib/platform/db";
import { startQueue } from "@/lib/platform/queue";
import { dieTogether, leave, reaches, stands, textOf } from "./crash-points";

/**
 * A process that sends claims, each of which stands at its point when it is killed, as by `kill -9`: before and after each commit, and
 * before and after the mail server takes the message. Between two of them nothing can be seen from outside.
 */
type Ask = (...args: unknown[]) => unknown;
/** A point before it is called, and one before its callback is. */
function watched<This>(act: Ask, isWatched: (args: unknown[]) => boolean, end: (at: This) => Promise<never>): Ask {
  return function (this: This, ...args: unknown[]) {
    if (stands()) return end(this);
    if (!isWatched(args)) return act.apply(this, args);
    if (reaches()) return end(this);
    const answer = args.at(-1);
    if (typeof answer !== "function") {
      return (act.apply(this, args) as Promise<unknown>).then((answered) => (reaches() ? end(this) : answered));
    }
    args[args.length - 1] = (...answered: unknown[]) => {
      if (reaches()) void end(this);
      else (answer as Ask)(...answered);
    };
    return act.apply(this, args);
  };
}

const database = Client.prototype as unknown as { query: Ask };
database.query = watched<Client>(database.query, ([query]) => textOf(query) === "commit", leave);
const smtp = SMTPConnection.prototype as unknown as { send: Ask };
smtp.send = watched(
  smtp.send,
  () => true,
  () => leave(),
);

// The worker's own, which no claim waits for in vain when another one stands.
await startQueue();
await dieTogether<{ workspaceId: string; claimId: string }>(({ workspaceId, claimId }) => {
  const actor = { type: "job", job: "test.gateway" } as const;
  return sendClaim({ requestId: "crash", db: getDb(), now: () => new Date(), workspaceId, actor }, { claimId });
});
