import { createRequire } from "node:module";
import { createServer, type Server, type Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ClaimedEmail } from "@/lib/contracts/engine";

type Sent = { status: string; response: string; code?: number };
type Session = { open(): Promise<Sent | null>; send(claim: ClaimedEmail): Promise<Sent>; quit(): void };
type Credential = {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  disableStartTls?: boolean;
};

const {
  SmtpSession,
}: { SmtpSession: new (readCredential: () => Promise<Credential>, cancelled?: AbortSignal) => Session } = createRequire(
  import.meta.url,
)("../../sidecar/n8n/nodes/smtp-session.js");

vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");

const LINK = `<https://app.example/u/${"t".repeat(120)}>`;
const MAIL: ClaimedEmail = {
  claim_id: "11111111-1111-4111-8111-111111111111",
  lead_id: "22222222-2222-4222-8222-222222222222",
  to: "bob@example.com",
  to_name: 'Bob "B." Example, Jr.',
  from: "ann@sender.example",
  from_name: "Ann Ünsal",
  reply_to: "answers@sender.example",
  subject: "Hällo",
  text: "Text with https://app.example/u/token",
  html: "<p>Html</p>",
  headers: { "List-Unsubscribe": LINK, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  message_id: "<11111111-1111-4111-8111-111111111111@sender.example>",
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
  const credential = { host: "127.0.0.1", port, secure: false, disableStartTls: true, ...login };
  const opened = new SmtpSession(async () => credential);
  cleanUps.push(() => opened.quit());
  return opened;
}

const refuse = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

describe("SmtpSession", () => {
  test("sends with Message-ID and both unsubscribe headers", async () => {
    const { port, received } = await smtpServer();
    const sent = await session(port).send(MAIL);
    expect(sent).toMatchObject({ status: "sent", response: expect.stringMatching(/^250/) });
    const mail = await simpleParser(String(received[0]));
    expect(mail.messageId).toBe(MAIL.message_id);
    expect(mail.subject).toBe("Hällo");
    expect(mail.from?.value).toEqual([{ name: "Ann Ünsal", address: "ann@sender.example" }]);
    expect(mail.to).toMatchObject({ value: [{ name: 'Bob "B." Example, Jr.', address: "bob@example.com" }] });
    expect(mail.replyTo?.value).toEqual([{ name: "", address: "answers@sender.example" }]);
    const raw = String(received[0]);
    expect(raw).toContain(`List-Unsubscribe: ${LINK}\r\n`);
    expect(raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  test("one refused recipient does not stop the others, on one connection", async () => {
    const rcpt: Rcpt = (address) => (address === "gone@example.com" ? refuse(550, "5.1.1 No such user") : null);
    const { port, received, connections } = await smtpServer(rcpt);
    const open = session(port);
    const statuses: string[] = [];
    for (const to of ["a@example.com", "gone@example.com", "b@example.com"])
      statuses.push((await open.send({ ...MAIL, to })).status);
    expect(statuses).toEqual(["sent", "refused", "sent"]);
    expect(received).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  test.each([
    [450, "4.2.0 Try later"],
    [550, "5.7.1 Relaying denied"],
    [550, "5.1.1 User unknown"],
    [552, "5.2.2 Mailbox full"],
  ])("RCPT answered %i %s is refused, in the server's words", async (code, text) => {
    const { port } = await smtpServer(() => refuse(code, text));
    const sent = await session(port).send(MAIL);
    expect(sent).toEqual({ status: "refused", code, response: `${code} ${text}` });
  });

  test("a server that refuses the connection is unusable", async () => {
    const { port } = await smtpServer();
    await cleanUps.pop()?.();
    expect(await session(port).open()).toMatchObject({
      status: "server_unusable",
      response: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("a server that refuses the login is unusable, in its words", async () => {
    const { port } = await smtpServer();
    const unusable = await session(port, { user: "u", password: "wrong" }).open();
    expect(unusable).toEqual({ status: "server_unusable", code: 535, response: expect.stringContaining("Bad login") });
  });

  test("an account that cannot be read makes the server unusable", async () => {
    const unreadable = new SmtpSession(() => Promise.reject(new Error("Credential 7 does not exist")));
    expect(await unreadable.open()).toMatchObject({
      status: "server_unusable",
      response: "Credential 7 does not exist",
    });
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
    expect((await open.send(MAIL)).status).toBe("unknown");
    expect((await open.send(MAIL)).status).toBe("sent");
  });

  test("dropped before the message was asked for, the server is unusable", async () => {
    const port = await scriptedServer((line, socket) => {
      if (line !== "DATA") return "250 ok";
      socket.destroy();
      return null;
    });
    expect((await session(port).send(MAIL)).status).toBe("server_unusable");
  });

  test("content refused after DATA is refused in the server's words", async () => {
    const port = await scriptedServer((line) => {
      if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return "250 ok";
      if (line === "DATA") return "354 go on";
      return line === "." ? "554 5.6.0 Spam" : null;
    });
    expect(await session(port).send(MAIL)).toMatchObject({ status: "refused", response: "554 5.6.0 Spam" });
  });

  test("a message that cannot be composed is refused and opens no connection", async () => {
    const { port, connections } = await smtpServer();
    const sent = await session(port).send({ ...MAIL, to: "" });
    expect(sent).toEqual({ status: "refused", response: "A message needs a sender and exactly one recipient." });
    expect(connections()).toBe(0);
  });

  test("a line break in a header cannot add a header", async () => {
    const { port, received } = await smtpServer();
    const headers = { "List-Unsubscribe": "<https://a.example>\r\nX-Evil: 1" };
    expect((await session(port).send({ ...MAIL, subject: "x\r\nBcc: evil@example.com", headers })).status).toBe("sent");
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
    const credential = { host: "127.0.0.1", port, secure: false, disableStartTls: true, user: "", password: "" };
    const open = new SmtpSession(async () => credential, cancel.signal);
    cleanUps.push(() => open.quit());
    expect(await open.send(MAIL)).toMatchObject({ status: "not_sent", response: expect.stringMatching(/stopped/) });
    expect(await open.open()).toMatchObject({ status: "not_sent", response: expect.stringMatching(/stopped/) });
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
    const credential = { host: "127.0.0.1", port, secure: false, disableStartTls: true, user: "", password: "" };
    const open = new SmtpSession(async () => credential, cancel.signal);
    cleanUps.push(() => open.quit());
    expect(await open.send(MAIL)).toEqual({ status: "sent", response: "250 queued as 7" });
  });
});
