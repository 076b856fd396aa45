import { createRequire } from "node:module";
import { createServer, type Server, type Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test, vi } from "vitest";

type Sent = { outcome: string; detail: string; serverUnusable: boolean };
type Mail = Record<string, string | { name: string; address: string }>;
type Session = { send(read: () => Mail): Promise<Sent>; quit(): void };
type Credential = {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  disableStartTls?: boolean;
};

const { SmtpSession }: { SmtpSession: new (credential: Credential, cancelled?: AbortSignal) => Session } =
  createRequire(import.meta.url)("../../sidecar/n8n/nodes/smtp-session.js");
vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");

const MAIL: Mail = {
  from: { name: 'Ann "A." Example', address: "ann@sender.example" },
  to: "bob@example.com",
  subject: "Hällo",
  text: "Text with https://app.example/u/token",
  html: "<p>Html</p>",
  messageId: "<11111111-1111-4111-8111-111111111111@sender.example>",
  listUnsubscribe: `<https://app.example/u/${"t".repeat(120)}>`,
  listUnsubscribePost: "List-Unsubscribe=One-Click",
};

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Rcpt = (address: string) => Error | null;

async function smtpServer(
  rcpt: Rcpt = () => null,
): Promise<{ port: number; received: Buffer[]; connections: () => number }> {
  const received: Buffer[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onRcptTo: ({ address }, _session, done) => done(rcpt(address)),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(Buffer.concat(chunks));
        done(null, "queued as 1");
      });
    },
    onAuth: (_auth, _session, done) => done(Object.assign(new Error("Bad login"), { responseCode: 535 })),
    allowInsecureAuth: true,
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  cleanUps.push(() => new Promise<void>((done) => void server.close(() => done())));
  const address = server.server.address();
  return { port: typeof address === "object" && address ? address.port : 0, received, connections: () => connections };
}

/** An SMTP server told line by line what to answer; `null` drops the line. */
async function scriptedServer(answer: (line: string, socket: Socket) => string | null): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write("220 scripted\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n").filter(Boolean)) {
        const text = answer(line, socket);
        if (text && !socket.destroyed) socket.write(`${text}\r\n`);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function session(port: number, login = { user: "", password: "" }): Session {
  const opened = new SmtpSession({ host: "127.0.0.1", port, secure: false, disableStartTls: true, ...login });
  cleanUps.push(() => opened.quit());
  return opened;
}

const refuse = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

describe("SmtpSession", () => {
  test("sends with Message-ID and both unsubscribe headers", async () => {
    const { port, received } = await smtpServer();
    const sent = await session(port).send(() => MAIL);
    expect(sent.outcome).toBe("sent");
    expect(sent.detail).toMatch(/^250/);
    const mail = await simpleParser(String(received[0]));
    expect(mail.messageId).toBe(MAIL.messageId);
    expect(mail.subject).toBe("Hällo");
    expect(mail.from?.value).toEqual([{ name: 'Ann "A." Example', address: "ann@sender.example" }]);
    const raw = String(received[0]);
    expect(raw.replace(/\r\n[ \t]+/g, " ")).toContain(`List-Unsubscribe: ${String(MAIL.listUnsubscribe)}\r\n`);
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  test("one refused recipient does not stop the others, on one connection", async () => {
    const rcpt: Rcpt = (address) => (address === "gone@example.com" ? refuse(550, "5.1.1 No such user") : null);
    const { port, received, connections } = await smtpServer(rcpt);
    const open = session(port);
    const outcomes: string[] = [];
    for (const to of ["a@example.com", "gone@example.com", "b@example.com"])
      outcomes.push((await open.send(() => ({ ...MAIL, to }))).outcome);
    expect(outcomes).toEqual(["sent", "refused", "sent"]);
    expect(received).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  test.each([
    [450, "4.2.0 Try later", "failed"],
    [550, "5.7.1 Relaying denied", "failed"],
    [530, "5.7.0 Log in first", "failed"],
    [550, "User unknown", "refused"],
    [552, "5.2.2 Mailbox full", "refused"],
  ])("RCPT answered %i %s is %s", async (code, text, outcome) => {
    const { port } = await smtpServer(() => refuse(code, text));
    expect((await session(port).send(() => MAIL)).outcome).toBe(outcome);
  });

  test("a connection that is refused is failed, and the server is named unusable", async () => {
    const { port } = await smtpServer();
    await cleanUps.pop()?.();
    expect(await session(port).send(() => MAIL)).toMatchObject({ outcome: "failed", serverUnusable: true });
  });

  test("a refused login is failed, and the server is named unusable", async () => {
    const { port } = await smtpServer();
    const sent = await session(port, { user: "u", password: "wrong" }).send(() => MAIL);
    expect(sent).toMatchObject({ outcome: "failed", serverUnusable: true });
    expect(sent.detail).toContain("535");
  });

  test("dropped after the whole message but before the answer is unknown; the next message gets a new connection", async () => {
    let drops = 1;
    const port = await scriptedServer((line, socket) => {
      if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return "250 ok";
      if (line === "DATA") return "354 go on";
      if (line !== ".") return null;
      if (drops-- > 0) {
        socket.destroy();
        return null;
      }
      return "250 taken";
    });
    const open = session(port);
    expect((await open.send(() => MAIL)).outcome).toBe("unknown");
    expect((await open.send(() => MAIL)).outcome).toBe("sent");
  });

  test("dropped before the message was asked for is failed", async () => {
    const port = await scriptedServer((line, socket) => {
      if (line !== "DATA") return "250 ok";
      socket.destroy();
      return null;
    });
    expect((await session(port).send(() => MAIL)).outcome).toBe("failed");
  });

  test("content refused after DATA says nothing about the recipient: failed", async () => {
    const port = await scriptedServer((line) => {
      if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return "250 ok";
      if (line === "DATA") return "354 go on";
      return line === "." ? "554 5.6.0 Spam" : null;
    });
    expect((await session(port).send(() => MAIL)).outcome).toBe("failed");
  });

  test("a message that cannot be composed is failed and opens no connection", async () => {
    const { port, connections } = await smtpServer();
    expect((await session(port).send(() => ({ ...MAIL, to: "a@example.com, b@example.com" }))).outcome).toBe("failed");
    const broken = (): Mail => {
      throw new Error("expression failed");
    };
    expect((await session(port).send(broken)).detail).toBe("expression failed");
    expect(connections()).toBe(0);
  });

  test("a line break in a header cannot add a header", async () => {
    const { port, received } = await smtpServer();
    const mail = {
      ...MAIL,
      subject: "x\r\nBcc: evil@example.com",
      listUnsubscribe: "<https://a.example>\r\nX-Evil: 1",
    };
    expect((await session(port).send(() => mail)).outcome).toBe("sent");
    expect(String(received[0])).not.toMatch(/^(Bcc|X-Evil):/m);
  });

  test("cancelled before the message went out whole, it is broken off and certainly not accepted", async () => {
    const cancel = new AbortController();
    const said: string[] = [];
    const port = await scriptedServer((line) => {
      said.push(line);
      if (!line.startsWith("RCPT")) return "250 ok";
      cancel.abort();
      return "250 ok";
    });
    const open = new SmtpSession(
      { host: "127.0.0.1", port, secure: false, disableStartTls: true, user: "", password: "" },
      cancel.signal,
    );
    cleanUps.push(() => open.quit());
    expect(await open.send(() => MAIL)).toMatchObject({ outcome: "failed", detail: expect.stringMatching(/stopped/) });
    expect(await open.send(() => MAIL)).toMatchObject({ outcome: "failed", detail: expect.stringMatching(/stopped/) });
    expect(said.filter((line) => line === ".")).toEqual([]);
  });

  test("cancelled while its answer is awaited, a message keeps the outcome it has", async () => {
    const cancel = new AbortController();
    const port = await scriptedServer((line) => {
      if (line === "DATA") return "354 go on";
      if (line !== ".") return line.startsWith("EHLO") || /^(MAIL|RCPT)/.test(line) ? "250 ok" : "";
      cancel.abort();
      return "250 queued as 7";
    });
    const open = new SmtpSession(
      { host: "127.0.0.1", port, secure: false, disableStartTls: true, user: "", password: "" },
      cancel.signal,
    );
    cleanUps.push(() => open.quit());
    expect(await open.send(() => MAIL)).toMatchObject({ outcome: "sent", detail: "250 queued as 7" });
  });
});
