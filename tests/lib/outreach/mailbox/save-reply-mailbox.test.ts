import { afterAll, beforeAll, expect, test } from "vitest";
import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import { revealReplyMailbox } from "@/lib/outreach/mailbox/reveal-reply-mailbox";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { saveReplyMailbox } from "@/lib/outreach/mailbox/save-reply-mailbox";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startImapServer, type ImapServer } from "../../../support/imap-server";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { withoutLedger } from "../email-world";

let world: TestWorld;
let imap: ImapServer;
let smtp: Listening;
beforeAll(async () => {
  [imap, smtp] = await Promise.all([startImapServer(), startSmtpServer()]);
  world = await createTestWorld({
    LOCAL_MODE: "true",
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: String(smtp.port),
    OUTBOX_DIR: "/nowhere",
  });
});
afterAll(async () => {
  await world.close();
  await imap.stop();
  await smtp.stop();
});

const account = (password = "right", change: object = {}) => {
  const server = { host: "127.0.0.1", port: imap.port, secure: false, encryption: "none" } as const;
  return { type: "imap" as const, data: { ...server, user: "jo", password, ...change } };
};
const sender = () => {
  const data = { host: "127.0.0.1", port: smtp.port, secure: false, user: "jo", password: "right" };
  return { type: "smtp", use_test_mailbox: false, data } as const;
};

test("a mailbox that works is saved sealed, with the evidence, and told to the engine", async () => {
  const company = await world.company();
  const saved = await saveReplyMailbox(company.owner, account());
  expect(saved).toMatchObject({
    masked: { preview: "127.0.0.1 · j••• · unencrypted" },
    test: { ok: true, stage: null },
  });
  expect(await listAccountTests(company.viewer)).toEqual([saved.test]);
  await saveMailAccount(company.owner, sender());
  expect(await revealReplyMailbox(company.job)).toMatchObject({ type: "imap", host: "127.0.0.1", password: "right" });
  expect((await world.jobs(company.workspaceId)).map(({ name }) => name)).toContain("ignition.refresh_credentials");
  const stored = await world.admin.query("select * from genesis.credential_store where workspace_id = $1", [
    company.workspaceId,
  ]);
  expect(JSON.stringify(stored.rows)).not.toContain('"right"');
});

test("a mailbox that does not work is kept, and its test says what the server said", async () => {
  const { owner, workspaceId } = await world.company();
  const { test: failed } = await saveReplyMailbox(owner, account("wrong"));
  expect(failed).toMatchObject({
    protocol: "imap",
    ok: false,
    stage: "auth",
    message: expect.stringContaining("Invalid credentials"),
  });
  expect(await listAccountTests(owner)).toEqual([failed]);
  expect((await world.ledger(workspaceId)).map(({ message }) => message)).toContain(
    `The test of the reply mailbox failed: ${failed.message}`,
  );
});

test("while emails go to the built-in test mailbox, n8n gets no mailbox to read", async () => {
  const { owner, job } = await world.company();
  await saveReplyMailbox(owner, account());
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  expect(await revealReplyMailbox(job)).toBeNull();
});

test("a host inside a private network, a viewer and another workspace are kept out; without a ledger nothing is saved", async () => {
  const { owner, viewer, stranger } = await world.company();
  await expect(saveReplyMailbox(owner, account("right", { host: "10.0.0.1" }))).rejects.toMatchObject({
    code: "mail_account.private_host",
  });
  await expect(saveReplyMailbox(viewer, account())).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => saveReplyMailbox(owner, account()))).rejects.toThrow();
  expect(await listAccountTests(owner)).toEqual([]);
  await saveReplyMailbox(stranger, account());
  expect(await listAccountTests(owner)).toEqual([]);
});
