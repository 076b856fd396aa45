import { createRequire } from "node:module";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { internetAt, startSmtpServer, type Listening } from "../lib/providers/mail/smtp/smtp-server-double";
import { LOOPBACK_HOSTS, PRIVATE_HOSTS, PUBLIC_HOSTS } from "../support/mail-addresses";

type Sent = { status: string; response: string };
type Network = { lookup?: (name: string) => Promise<string[]>; dial?: (target: never) => Promise<unknown> };
type Session = { open(): Promise<Sent | null>; send(claim: object): Promise<Sent>; quit(): void };
const { SmtpSession } = createRequire(import.meta.url)("../../sidecar/n8n/nodes/smtp-session.js") as {
  SmtpSession: new (readCredential: () => Promise<object>, cancelled?: AbortSignal, network?: Network) => Session;
};

const MAIL = {
  from: "ann@sender.example",
  to: "bob@example.com",
  subject: "Hi",
  text: "Hi",
  headers: {},
  message_id: "<1@sender.example>",
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
  const account = { port: server.port, secure: false, user: "jo", password: "right", ...credential };
  const session = new SmtpSession(async () => account, undefined, network);
  const sent = (await session.open()) ?? (await session.send(MAIL));
  session.quit();
  return sent;
}

test.each([...PRIVATE_HOSTS, ...LOOPBACK_HOSTS])("outside local mode the node does not connect to %s", async (host) => {
  const { dial, dialled } = internetAt(server.port);
  const sent = await send({ host, disableStartTls: true }, { dial, lookup: () => Promise.reject(new Error("asked")) });
  expect(sent).toMatchObject({
    status: "server_unusable",
    response: expect.stringContaining("private network"),
  });
  expect(dialled).toEqual([]);
});

test.each(PUBLIC_HOSTS)("it connects to %s", async (host) => {
  const { dial, dialled } = internetAt(server.port);
  expect(await send({ host, disableStartTls: true }, { dial })).toMatchObject({ status: "sent" });
  expect(dialled).toHaveLength(1);
});

test("the built-in mailbox is the one server of this machine that it connects to; in local mode any", async () => {
  const local = { host: "127.0.0.1", disableStartTls: true };
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", String(server.port + 1));
  expect(await send(local, {})).toMatchObject({ status: "server_unusable" });
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", String(server.port));
  expect(await send(local, {})).toMatchObject({ status: "sent" });
  vi.stubEnv("GREENLIGHT_LOOPBACK_MAIL_PORTS", "any");
  expect(await send({ ...local, host: "sub.localhost" }, {})).toMatchObject({ status: "sent" });
});

test("a name that was public and leads inside at the next connection is refused there", async () => {
  const { dial, dialled } = internetAt(server.port);
  const answers = [["8.8.8.8"], ["10.0.0.1"], ["8.8.8.8", "169.254.169.254"]];
  const lookup = (): Promise<string[]> => Promise.resolve(answers.shift() ?? []);
  const statuses: string[] = [];
  for (let tried = 0; tried < 4; tried += 1)
    statuses.push((await send({ host: "rebind.example", disableStartTls: true }, { dial, lookup })).status);
  expect(statuses).toEqual(["sent", "server_unusable", "server_unusable", "server_unusable"]);
  expect(dialled).toEqual([["8.8.8.8"]]);
});

test("without STARTTLS the password is not sent, unless the founder chose no encryption", async () => {
  const { dial } = internetAt(server.port);
  expect(await send({ host: "8.8.8.8" }, { dial })).toMatchObject({ status: "server_unusable" });
  expect(logins).toEqual([]);
  expect(await send({ host: "8.8.8.8", disableStartTls: true }, { dial })).toMatchObject({ status: "sent" });
  expect(logins).toHaveLength(1);
});

test("a server that offers no login: the account is named unusable in words", async () => {
  await server.stop();
  server = await startSmtpServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"] });
  const { dial } = internetAt(server.port);
  expect(await send({ host: "8.8.8.8", disableStartTls: true }, { dial })).toMatchObject({
    status: "server_unusable",
    response: "The mail server offers no login on this port.",
  });
});
