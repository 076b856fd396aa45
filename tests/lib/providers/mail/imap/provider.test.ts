import { afterEach, expect, test } from "vitest";
import { imapMailboxes } from "@/lib/providers/mail/imap/provider";
import { startImapServer, type ImapServer } from "../../../../support/imap-server";
import { startSilentServer } from "../smtp/smtp-server-double";

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
const keep = async <S extends { stop(): Promise<void> }>(starting: Promise<S>): Promise<S> => {
  const server = await starting;
  running.push(server);
  return server;
};

const local = imapMailboxes({ allowLoopback: true, timeoutMs: 1_000 });
const account = (port: number, change: object = {}) => ({
  host: "127.0.0.1",
  port,
  secure: false,
  encryption: "none" as const,
  user: "jo",
  password: "right",
  ...change,
});

test("a mailbox whose login works and whose inbox opens is ok", async () => {
  const { port } = await keep(startImapServer());
  expect(await local.checkMailbox(account(port))).toEqual({ ok: true });
});

test("a mailbox with an access token is opened by XOAUTH2; one that has ended is a refused login", async () => {
  const { port, logins } = await keep(startImapServer({ accessToken: "good" }));
  const withToken = (accessToken: string) => local.checkMailbox(account(port, { password: "", accessToken }));
  expect(await withToken("good")).toEqual({ ok: true });
  expect(await withToken("ended")).toMatchObject({
    ok: false,
    stage: "auth",
    message: expect.stringContaining("Connect the account again"),
  });
  expect(logins).toEqual([]);
});

test("a refused login says what the server said, and does not repeat the password", async () => {
  const { port } = await keep(startImapServer());
  const answer = await local.checkMailbox(account(port, { password: "wrong-secret" }));
  expect(answer).toMatchObject({ ok: false, stage: "auth", message: expect.stringContaining("Invalid credentials") });
  expect(JSON.stringify(answer)).not.toContain("wrong-secret");
});

test("an inbox that does not open after the login is told apart from the login", async () => {
  const { port } = await keep(startImapServer({ inbox: "refused" }));
  expect(await local.checkMailbox(account(port))).toMatchObject({
    ok: false,
    stage: "inbox",
    message: expect.stringContaining("not available for this plan"),
  });
});

test("a closed port, a silent server and a server of another kind fail in bounded time", async () => {
  const gone: ImapServer = await startImapServer();
  await gone.stop();
  expect(await local.checkMailbox(account(gone.port))).toMatchObject({
    ok: false,
    stage: "connect",
    message: expect.stringContaining("ECONNREFUSED"),
  });
  const silent = await keep(startSilentServer());
  expect(await local.checkMailbox(account(silent.port))).toMatchObject({
    ok: false,
    stage: "connect",
    message: expect.stringContaining("in time"),
  });
  const web = await keep(startImapServer({ greeting: "HTTP/1.1 400 Bad Request" }));
  expect(await local.checkMailbox(account(web.port))).toMatchObject({ ok: false });
});

test("TLS from the start on a port that speaks plain text, and a server without STARTTLS, are not given the password", async () => {
  const server = await keep(startImapServer());
  expect(await local.checkMailbox(account(server.port, { secure: true }))).toMatchObject({ ok: false, stage: "tls" });
  expect(server.logins).toEqual([]);
});

test("the addresses that were checked are the ones connected to, and a private one is never dialled", async () => {
  const server = await keep(startImapServer());
  const answers = [["127.0.0.1"], ["10.0.0.5"]];
  const asked: string[] = [];
  const rebinding = imapMailboxes({
    allowLoopback: true,
    timeoutMs: 1_000,
    lookup: (name) => {
      asked.push(name);
      return Promise.resolve(answers.shift() ?? []);
    },
  });
  const named = account(server.port, { host: "imap.example.test" });
  expect(await rebinding.checkMailbox(named)).toEqual({ ok: true });
  expect(asked).toEqual(["imap.example.test"]);
  expect(await rebinding.checkMailbox(named)).toMatchObject({ ok: false, stage: "dns" });
  const cloud = imapMailboxes({ allowLoopback: false, timeoutMs: 1_000 });
  expect(await cloud.checkMailbox(account(server.port))).toMatchObject({ ok: false, stage: "dns" });
  expect(server.logins).toHaveLength(1);
});
