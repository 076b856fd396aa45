import { finished } from "node:stream/promises";
import MailComposer from "nodemailer/lib/mail-composer";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import type { AccountMessage, Delivery, MailServerAccount } from "../port";
import { logIn, openConnection, type Dial } from "./connection";

type Options = { addresses: readonly string[]; timeoutMs: number; dial?: Dial };
type SmtpError = Error & { response?: string; responseCode?: number };

/** Hands one message to one of `addresses`, which the caller has checked. */
export async function deliverMessage(
  account: MailServerAccount,
  message: AccountMessage,
  options: Options,
): Promise<Delivery> {
  let connection: SMTPConnection;
  try {
    connection = await openConnection(account, options);
    if (account.user !== "") await logIn(connection, account);
  } catch (error) {
    return failed("server_unusable", error);
  }
  const progress = { bodySent: false };
  try {
    const response = await handOver(connection, message, progress);
    return { status: "sent", response, code: null };
  } catch (error) {
    // Without an answer the server took the message only if it has all of it.
    const silent = (error as SmtpError).responseCode === undefined;
    if (!silent) return failed("refused", error);
    return failed(progress.bodySent ? "unknown" : "server_unusable", error);
  } finally {
    connection.quit();
  }
}

function failed(status: Delivery["status"], error: unknown): Delivery {
  const { response, responseCode, message } = error as SmtpError;
  return { status, response: response ?? message, code: responseCode ?? null };
}

async function handOver(
  connection: SMTPConnection,
  { to, from, replyTo, subject, text, html, headers, messageId, inReplyTo, references }: AccountMessage,
  progress: { bodySent: boolean },
): Promise<string> {
  const prepared = Object.entries(headers).map(([key, value]) => ({ key, value: { prepared: true, value } }));
  const composed = new MailComposer({
    to: { address: to.address, name: to.name ?? "" },
    from: { address: from.address, name: from.name ?? "" },
    replyTo,
    subject,
    text,
    html,
    headers: prepared,
    messageId,
    inReplyTo,
    references: references && [...references],
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const body = composed.createReadStream();
  void finished(body, { writable: false }).then(
    () => (progress.bodySent = true),
    () => undefined, // the send that is waiting is told
  );
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  connection.on("error", reject);
  connection.send({ from: from.address, to: [to.address] }, body, (error, info) =>
    error ? reject(error) : resolve(info.response),
  );
  return promise;
}
