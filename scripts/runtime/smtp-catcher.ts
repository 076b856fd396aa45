import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { finished, pipeline } from "node:stream/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

export type SmtpCatcher = { host: string; port: number; outboxDir: string; stop(): Promise<void> };
type Options = { port: number; outboxDir: string; host?: string };

const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
const STOP_WITHIN_MS = 5_000;

/** The built-in test mailbox: takes every message from anybody on loopback and keeps each as one `.eml` file. */
export async function startSmtpCatcher({ port, outboxDir, host = "127.0.0.1" }: Options): Promise<SmtpCatcher> {
  await mkdir(outboxDir, { recursive: true });
  const server = new SMTPServer({
    banner: "Greenlight test mailbox",
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: STOP_WITHIN_MS,
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "anybody" }),
    onData: (stream, session, done) => {
      void answer(store(stream, { session, outboxDir }), done);
    },
  });
  // A client that hangs up in the middle is its own problem; without a listener it would end the supervisor.
  server.on("error", () => undefined);
  await listen(server, { port, host });
  const address = server.server.address();
  const stop = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  return { host, port: typeof address === "object" && address ? address.port : port, outboxDir, stop };
}

function listen(server: SMTPServer, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

type Target = { session: SMTPServerSession; outboxDir: string };

/** Complete and on disk before the sender hears 250: a crash loses nothing that was accepted and leaves no half file. */
async function store(stream: SMTPServerDataStream, { session, outboxDir }: Target): Promise<string> {
  const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomBytes(6).toString("hex")}.eml`;
  const draft = join(outboxDir, `.${name}.part`);
  try {
    await pipeline(stream, withEnvelope(session), createWriteStream(draft, { mode: 0o600, flush: true }));
    if (stream.sizeExceeded) throw Object.assign(new Error("The message is larger than 25 MB."), { responseCode: 552 });
    await rename(draft, join(outboxDir, name));
    await syncFolder(outboxDir);
    return name;
  } catch (error) {
    if (!stream.readableEnded) await finished(stream.resume()).catch(() => undefined); // the connection is gone
    await rm(draft, { force: true });
    throw error;
  }
}

/** Puts the envelope before the message, as a receiving server does. */
function withEnvelope({ envelope }: SMTPServerSession): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
  const from = envelope.mailFrom ? envelope.mailFrom.address : "";
  const lines = [`Return-Path: <${from}>`, ...envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}`)];
  return async function* prefixed(source) {
    yield Buffer.from(`${lines.join("\r\n")}\r\n`);
    yield* source;
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

type Answer = (error: Error | null, text?: string) => void;

async function answer(stored: Promise<string>, done: Answer): Promise<void> {
  try {
    done(null, `kept as ${await stored}`);
  } catch (error) {
    done(refusal(error));
  }
}

/** A temporary refusal when the disk is full, so that the sender tries again; never an acceptance of something not kept. */
function refusal(error: unknown): Error {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (responseCode) return error as Error;
  const text =
    code === "ENOSPC"
      ? "The disk of the test mailbox is full; try again later."
      : "The message could not be kept; try again later.";
  return Object.assign(new Error(text), { responseCode: 452 });
}
