import { connect, isIPv6, type Socket } from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import XOAuth2 from "nodemailer/lib/xoauth2";
import type { MailServerAccount } from "../port";
import { hostName, isLoopback } from "./addresses";

type Target = { addresses: readonly string[]; port: number; timeoutMs: number };
export type Dial = (target: Target) => Promise<Socket>;
type Options = { addresses: readonly string[]; timeoutMs: number; dial?: Dial };

/** Opens a TCP connection to one of these addresses, and to nothing else; the first that answers wins. */
export const dialAddress: Dial = ({ addresses, port, timeoutMs }) => {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({
    host: "checked.invalid",
    port,
    lookup: (_name, _options, done) => done(null, found),
    autoSelectFamily: true,
  });
  const late = setTimeout(() => socket.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })), timeoutMs);
  socket.once("error", reject);
  socket.once("connect", () => {
    socket.off("error", reject);
    resolve(socket);
  });
  return promise.finally(() => clearTimeout(late));
};

/**
 * Connects to one of `addresses`, which the caller has checked, greets the server and secures the connection. TLS is required unless the
 * account says `encryption: "none"` or the server is on this machine. Rejects with nodemailer's error or the socket's.
 */
export async function openConnection(account: MailServerAccount, options: Options): Promise<SMTPConnection> {
  const { host, port, secure, encryption = "required" } = account;
  const { addresses, timeoutMs, dial = dialAddress } = options;
  const plain = !secure && encryption === "none";
  const connection = new SMTPConnection({
    connection: await dial({ addresses, port, timeoutMs }),
    host: hostName(host),
    port,
    secure,
    ignoreTLS: plain,
    requireTLS: !secure && !plain && !addresses.every(isLoopback),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  await new Promise<void>((resolve, reject) => {
    connection.on("error", reject); // an error after the greeting finds the promise settled
    connection.connect((error) => (error ? reject(error) : resolve()));
  }).catch((error: unknown) => {
    connection.close();
    throw error;
  });
  return connection;
}

/** Logs in, by XOAUTH2 where the account has an access token. */
export function logIn(connection: SMTPConnection, { user, password, accessToken }: MailServerAccount): Promise<void> {
  const login =
    accessToken === undefined
      ? { credentials: { user, pass: password } }
      : { oauth2: new XOAuth2({ user, accessToken }) };
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.login(login, (error) => (error ? reject(error) : resolve()));
  });
}

/** The part of nodemailer's connection that sends one command: its public `send` cannot end before DATA. */
type Commands = { _sendCommand(line: string): void; _responseActions: ((reply: string) => void)[] };

/** Announces an email from `sender` and takes it back; rejects with the server's answer when it takes none from there. */
export async function announceSender(connection: SMTPConnection, sender: string): Promise<void> {
  const { _responseActions: actions } = connection as unknown as Commands;
  await new Promise<void>((resolve, reject) => {
    connection.on("error", reject);
    actions.push((reply) => (reply.startsWith("2") ? resolve() : reject(refusedSender(reply))));
    (connection as unknown as Commands)._sendCommand(`MAIL FROM:<${sender}>`);
  });
}

const refusedSender = (response: string): Error =>
  Object.assign(new Error("the server does not take this sender"), {
    code: "EENVELOPE",
    command: "MAIL FROM",
    response,
    responseCode: Number(response.slice(0, 3)),
  });
