import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Received = { to: string; mail: ParsedMail; at: number };
export type RecipientServer = {
  port: number;
  received: Received[];
  /** The next message waits for this before it is answered. */
  holdNext(until: Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** A real SMTP server that keeps what it accepts and answers 550 to the recipients named. */
export async function startRecipientServer({ refuse }: { refuse: ReadonlySet<string> }): Promise<RecipientServer> {
  const received: Received[] = [];
  let hold: { until: Promise<void>; reached: () => void } | undefined;
  const server = new SMTPServer({
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "" }),
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      if (!refuse.has(address.toLowerCase())) return done();
      done(Object.assign(new Error("5.1.1 No such user here"), { responseCode: 550 }));
    },
    onData: (stream, session, done) => {
      const waiting = hold;
      hold = undefined;
      const keep = async (): Promise<void> => {
        const mail = await simpleParser(stream);
        waiting?.reached();
        await waiting?.until;
        for (const { address } of session.envelope.rcptTo)
          received.push({ to: address.toLowerCase(), mail, at: Date.now() });
      };
      keep().then(() => done(), done);
    },
  });
  // A client killed in the middle of a message is part of these tests.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  if (typeof address !== "object" || !address) throw new Error("The SMTP server has no port.");
  return {
    port: address.port,
    received,
    holdNext: (until) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold = { until, reached: resolve };
      return promise;
    },
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
