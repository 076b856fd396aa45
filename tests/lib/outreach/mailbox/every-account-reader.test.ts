import { afterAll, beforeAll, expect, test } from "vitest";
import { findUnproven } from "@/lib/operations/onboarding/find-unproven";
import { checkReplyMailbox } from "@/lib/outreach/mailbox/check-reply-mailbox";
import { leavesThisMachine } from "@/lib/outreach/mailbox/leaves-this-machine";
import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import { recordAccountTest } from "@/lib/outreach/mailbox/record-account-test";
import { revealReplyMailbox } from "@/lib/outreach/mailbox/reveal-reply-mailbox";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { saveReplyMailbox } from "@/lib/outreach/mailbox/save-reply-mailbox";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startImapServer, type ImapServer } from "../../../support/imap-server";

let world: TestWorld;
let imap: ImapServer;
beforeAll(async () => {
  imap = await startImapServer();
  world = await createTestWorld({
    LOCAL_MODE: "true",
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: "2525",
    OUTBOX_DIR: "/nowhere",
  });
});
afterAll(async () => {
  await world.close();
  await imap.stop();
});

const mailbox = (password = "right") => {
  const server = { host: "127.0.0.1", port: imap.port, secure: false, encryption: "none" } as const;
  return { type: "imap" as const, data: { ...server, user: "jo", password } };
};
const sendingBy = (host: string) => {
  const data = { host, port: 9, secure: false, user: "jo", password: "right" };
  return { type: "smtp", use_test_mailbox: false, data } as const;
};

test("a mailbox is tried without being saved", async () => {
  const { owner } = await world.company();
  expect(await checkReplyMailbox(owner, mailbox())).toEqual({ ok: true });
  expect(await checkReplyMailbox(owner, mailbox("wrong"))).toMatchObject({ ok: false, stage: "auth" });
  expect(await listAccountTests(owner)).toEqual([]);
});

test.each([
  ["127.0.0.1", false],
  ["localhost", false],
  ["8.8.8.8", true],
  ["smtp.nowhere.invalid", true],
])("emails through %s leave this machine: %s", async (host, expected) => {
  const { owner, job } = await world.company();
  await saveMailAccount(owner, sendingBy(host));
  expect(await leavesThisMachine(job)).toBe(expected);
});

test("emails to the built-in test mailbox stay here", async () => {
  const { owner, job } = await world.company();
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  expect(await leavesThisMachine(job)).toBe(false);
});

test("an account without a successful test is named with what the test found; a missing account is named elsewhere", async () => {
  const { owner } = await world.company();
  expect(await findUnproven(owner, [])).toMatchObject(
    [{ field: "mail_account", message: /not been tested/ }].map(asText),
  );
  await saveMailAccount(owner, sendingBy("127.0.0.1"));
  await saveReplyMailbox(owner, mailbox("wrong"));
  expect((await findUnproven(owner, [])).map(({ field, step }) => [field, step])).toEqual([
    ["mail_account", "credentials"],
    ["reply_mailbox", "credentials"],
  ]);
  await saveReplyMailbox(owner, mailbox());
  expect((await findUnproven(owner, [])).map(({ field }) => field)).toEqual(["mail_account"]);
  const missing = { field: "mail_account", step: "credentials", message: "Add an SMTP account." } as const;
  expect(await findUnproven(owner, [missing])).toEqual([]);
});

test("a test that failed replaces one that succeeded, and is told", async () => {
  const { owner, workspaceId } = await world.company();
  const { credential_id: credentialId } = await saveReplyMailbox(owner, mailbox());
  const check = { ok: false, stage: "auth", message: "Server busy" } as const;
  await withTransaction(owner, (tx) =>
    recordAccountTest(tx, { mailbox: 1, protocol: "imap", credentialId, check, proof: "works" }),
  );
  expect(await listAccountTests(owner)).toMatchObject([{ ok: false, stage: "auth", message: "Server busy" }]);
  expect((await world.ledger(workspaceId)).at(-1)?.message).toContain("Server busy");
});

test("passwords are for jobs of the same workspace, and tests for its readers", async () => {
  const { owner, viewer, stranger, job } = await world.company();
  await saveMailAccount(owner, sendingBy("127.0.0.1"));
  await saveReplyMailbox(owner, mailbox());
  await expect(revealReplyMailbox(owner)).rejects.toMatchObject({ code: "credential.sealed" });
  expect(await revealReplyMailbox(job)).toMatchObject({ password: "right" });
  await expect(checkReplyMailbox(viewer, mailbox())).rejects.toMatchObject({ code: "permission.missing" });
  expect(await listAccountTests(viewer)).toHaveLength(2);
  expect(await listAccountTests(stranger)).toEqual([]);
  await expect(leavesThisMachine(owner)).rejects.toMatchObject({ code: "credential.sealed" });
});

const asText = ({ field, message }: { field: string; message: RegExp }) => ({
  field,
  message: expect.stringMatching(message) as string,
});
