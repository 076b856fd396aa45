import { createRequire } from "node:module";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { internetAt, startSmtpServer, type Listening } from "../lib/providers/mail/smtp/smtp-server-double";
import { LOOPBACK_HOSTS, PRIVATE_HOSTS, PUBLIC_HOSTS } from "../support/mail-addresses";

type Sent = { outcome: string; detail: string; serverUnusable: boolean };
type Network = { lookup?: (name: string) => Promise<string[]>; dial?: (target: never) => Promise<unknown> };
type Session = { send(read: () => object): Promise<Sent>; quit(): void };
const { SmtpSession } = createRequire(import.meta.url)("../../sidecar/n8n/nodes/smtp-session.js") as {
  SmtpSession: new (credential: object, cancelled?: AbortSignal, network?: Network) => Session;
};

const MAIL = {
  from: "ann@sender.example",
  to: "bob@example.com",
  subject: "Hi",
  text: "Hi",
  messageId: "<1@sender.example>",
};

let server: Listening;
let logins: unknown[];
beforeEach(async () => {
  logins = [];
  server = await startSmtpServer({
    onAuth: (login, _session, done) => {
      logins.push(login);
      done(null, { user: "jo" });
    },
    onData: (stream, _session, done) => stream.resume().on("end", () => done(null, "kept")),
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function send(credential: object, network: Network): Promise<Sent> {
  const session = new SmtpSession(
    { port: server.port, secure: false, user: "jo", password: "right", ...credential },
    undefined,
    network,
  );
  const sent = await session.send(() => MAIL);
  session.quit();
  return sent;
}

test.each([...PRIVATE_HOSTS, ...LOOPBACK_HOSTS])("outside local mode the node does not connect to %s", async (host) => {
  const { dial, dialled } = internetAt(server.port);
  const sent = await send({ host, disableStartTls: true }, { dial, lookup: () => Promise.reject(new Error("asked")) });
  expect(sent).toMatchObject({
    outcome: "failed",
    serverUnusable: true,
    detail: expect.stringContaining("private network"),
  });
  expect(dialled).toEqual([]);
});

test.each(PUBLIC_HOSTS)("it connects to %s", async (host) => {
  const { dial, dialled } = internetAt(server.port);
  expect(await send({ host, disableStartTls: true }, { dial })).toMatchObject({ outcome: "sent" });
  expect(dialled).toHaveLength(1);
});

test("the built-in mailbox is the one server of this machine that it connects to; in local mode any", async () => {
  const local = { host: "127.0.0.1", disableStartTls: true };
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", String(server.port + 1));
  expect(await send(local, {})).toMatchObject({ outcome: "failed" });
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", String(server.port));
  expect(await send(local, {})).toMatchObject({ outcome: "sent" });
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");
  expect(await send({ ...local, host: "sub.localhost" }, {})).toMatchObject({ outcome: "sent" });
});

test("a name that was public and leads inside at the next connection is refused there", async () => {
  const { dial, dialled } = internetAt(server.port);
  const answers = [["8.8.8.8"], ["10.0.0.1"], ["8.8.8.8", "169.254.169.254"]];
  const lookup = (): Promise<string[]> => Promise.resolve(answers.shift() ?? []);
  const outcomes: string[] = [];
  for (let tried = 0; tried < 4; tried += 1)
    outcomes.push((await send({ host: "rebind.example", disableStartTls: true }, { dial, lookup })).outcome);
  expect(outcomes).toEqual(["sent", "failed", "failed", "failed"]);
  expect(dialled).toEqual([["8.8.8.8"]]);
});

test("without STARTTLS the password is not sent, unless the founder chose no encryption", async () => {
  const { dial } = internetAt(server.port);
  expect(await send({ host: "8.8.8.8" }, { dial })).toMatchObject({ outcome: "failed", serverUnusable: true });
  expect(logins).toEqual([]);
  expect(await send({ host: "8.8.8.8", disableStartTls: true }, { dial })).toMatchObject({ outcome: "sent" });
  expect(logins).toHaveLength(1);
});

test("a server that offers no login: the account is named unusable in words", async () => {
  await server.stop();
  server = await startSmtpServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"] });
  const { dial } = internetAt(server.port);
  expect(await send({ host: "8.8.8.8", disableStartTls: true }, { dial })).toMatchObject({
    outcome: "failed",
    serverUnusable: true,
    detail: "The mail server offers no login on this port.",
  });
});
