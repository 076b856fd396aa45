import { afterEach, expect, test } from "vitest";
import { smtpAccounts } from "@/lib/providers/mail/smtp/provider";
import { internetAt, startSilentServer, startSmtpServer, type Listening } from "./smtp-server-double";

const running: Listening[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
const keep = async (starting: Promise<Listening>): Promise<number> => {
  const server = await starting;
  running.push(server);
  return server.port;
};

const local = smtpAccounts({ allowLoopback: true, timeoutMs: 1_000 });
const cloud = smtpAccounts({ allowLoopback: false, timeoutMs: 1_000 });
const account = (port: number, change: object = {}) => ({
  host: "127.0.0.1",
  port,
  secure: false,
  user: "jo",
  password: "right",
  ...change,
});
const check = (port: number, change: object = {}) =>
  local.checkAccount(account(port, change), { trusted: false, sender: null });

test("a login that works is ok; without a login the server is only greeted", async () => {
  const port = await keep(startSmtpServer());
  expect(await check(port)).toEqual({ ok: true });
  expect(await check(port, { user: "", password: "" })).toEqual({ ok: true });
});

test("an account with an access token logs in by XOAUTH2; a token that has ended is a refused login", async () => {
  const port = await keep(
    startSmtpServer({
      authMethods: ["XOAUTH2"],
      onAuth: ({ username, accessToken }, _session, done) =>
        accessToken === "good" ? done(null, { user: username ?? "" }) : done(new Error("Invalid credentials")),
    }),
  );
  expect(await check(port, { password: "", accessToken: "good" })).toEqual({ ok: true });
  expect(await check(port, { password: "", accessToken: "ended" })).toMatchObject({
    ok: false,
    stage: "auth",
    message: expect.stringContaining("Connect the account again"),
  });
});

test("TLS from the start: a certificate nobody trusts is refused", async () => {
  const port = await keep(startSmtpServer({ secure: true, disabledCommands: [] }));
  const answer = await check(port, { secure: true });
  expect(answer).toMatchObject({ ok: false, stage: "tls", message: expect.stringContaining("certificate") });
});

test("STARTTLS with a certificate nobody trusts is refused before the password is sent", async () => {
  const logins: string[] = [];
  const port = await keep(
    startSmtpServer({
      disabledCommands: [],
      onAuth: ({ username }, _session, done) => {
        logins.push(username ?? "");
        done(null, { user: "jo" });
      },
    }),
  );
  expect(await check(port)).toMatchObject({ ok: false, stage: "tls" });
  expect(logins).toEqual([]);
});

test("a wrong password fails at auth, and the answer does not repeat it", async () => {
  const port = await keep(startSmtpServer());
  const answer = await check(port, { password: "wrong-secret" });
  expect(answer).toMatchObject({ ok: false, stage: "auth", message: expect.stringContaining("refused the login") });
  expect(JSON.stringify(answer)).not.toContain("wrong-secret");
});

test("TLS against a port that speaks plain text says which switch is wrong", async () => {
  const port = await keep(startSmtpServer());
  expect(await check(port, { secure: true })).toMatchObject({
    ok: false,
    stage: "tls",
    message: expect.stringContaining("Choose STARTTLS"),
  });
});

test("a closed port and a silent server fail at connect, the latter in bounded time", async () => {
  const gone = await startSmtpServer();
  await gone.stop();
  expect(await check(gone.port)).toMatchObject({
    ok: false,
    stage: "connect",
    message: expect.stringContaining("ECONNREFUSED"),
  });
  const silent = await keep(startSilentServer());
  expect(await check(silent)).toMatchObject({
    ok: false,
    stage: "connect",
    message: expect.stringContaining("in time"),
  });
});

test("a name without an address fails at dns", async () => {
  const answer = await check(25, { host: "smtp.does-not-exist.invalid" });
  expect(answer).toMatchObject({
    ok: false,
    stage: "dns",
    message: expect.stringContaining("smtp.does-not-exist.invalid"),
  });
});

test("outside local mode loopback is refused without a connection, unless it is our own mailbox", async () => {
  const port = await keep(startSmtpServer());
  expect(await cloud.checkAccount(account(port), { trusted: false, sender: null })).toMatchObject({
    ok: false,
    stage: "dns",
  });
  expect(await cloud.checkAccount(account(port), { trusted: true, sender: null })).toEqual({ ok: true });
  expect(await cloud.classifyHost("localhost")).toBe("private");
  expect(await local.classifyHost("localhost")).toBe("public");
  expect(await local.classifyHost("10.0.0.1")).toBe("private");
  expect(await local.classifyHost("no.such.host.invalid")).toBe("unresolved");
});

test("a server that offers no login: the check does not report a login that was never made", async () => {
  const port = await keep(startSmtpServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"] }));
  expect(await check(port)).toMatchObject({
    ok: false,
    stage: "auth",
    message: expect.stringContaining("offers no login on this port"),
  });
  expect(await check(port, { user: "", password: "" })).toEqual({ ok: true });
});

test("a server on the internet that offers no STARTTLS, or had it removed on the way, is not given the password", async () => {
  const logins: unknown[] = [];
  const port = await keep(
    startSmtpServer({
      onAuth: (login, _session, done) => {
        logins.push(login);
        done(null, { user: "jo" });
      },
    }),
  );
  const { dial, dialled } = internetAt(port);
  const internet = smtpAccounts({ allowLoopback: true, timeoutMs: 1_000, dial });
  const founder = account(port, { host: "8.8.8.8" });
  expect(await internet.checkAccount(founder, { trusted: false, sender: null })).toMatchObject({
    ok: false,
    stage: "tls",
  });
  expect(logins).toEqual([]);
  expect(await internet.checkAccount({ ...founder, encryption: "none" }, { trusted: false, sender: null })).toEqual({
    ok: true,
  });
  expect(logins).toHaveLength(1);
  expect(dialled).toEqual([["8.8.8.8"], ["8.8.8.8"]]);
});

test("a name is asked for once a check, and only an address that was judged is dialled", async () => {
  const port = await keep(startSmtpServer());
  const { dial, dialled } = internetAt(port);
  const answers = [["8.8.8.8"], ["10.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.4.4"]];
  const lookup = (): Promise<string[]> => Promise.resolve(answers.shift() ?? []);
  const rebinding = smtpAccounts({ allowLoopback: false, timeoutMs: 1_000, dial, lookup });
  const founder = account(port, { host: "rebind.example", encryption: "none" });
  const stages: string[] = [];
  for (let tried = 0; tried < 5; tried += 1) {
    const answer = await rebinding.checkAccount(founder, { trusted: false, sender: null });
    stages.push(answer.ok ? "ok" : answer.stage);
  }
  expect(stages).toEqual(["ok", "dns", "dns", "ok", "dns"]);
  expect(dialled).toEqual([["8.8.8.8"], ["8.8.4.4"]]);
});

test("a server that takes the login and not the sender's address fails at the sender, with its own words", async () => {
  const recipients: string[] = [];
  const onMailFrom = (
    { address }: { address: string },
    _session: unknown,
    done: (error?: Error | null) => void,
  ): void =>
    address === "ada@acme.example"
      ? done()
      : done(Object.assign(new Error("5.7.1 Sender address rejected: not owned by user jo"), { responseCode: 553 }));
  const port = await keep(
    startSmtpServer({ onMailFrom, onRcptTo: ({ address }, _session, done) => (recipients.push(address), done()) }),
  );
  const as = (sender: string) => local.checkAccount(account(port), { trusted: false, sender });
  expect(await as("ada@acme.example")).toEqual({ ok: true });
  expect(await as("ada@other.example")).toMatchObject({
    ok: false,
    stage: "sender",
    message: expect.stringContaining("not owned by user jo"),
  });
  expect(recipients).toEqual([]);
});
