import { afterAll, beforeAll, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { saveReplyMailbox } from "@/lib/outreach/mailbox/save-reply-mailbox";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startImapServer, type ImapServer } from "../../../support/imap-server";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { BRAND } from "../email-world";

let world: TestWorld;
let smtp: Listening;
let imap: ImapServer;
const takes = { login: true, sender: true };
beforeAll(async () => {
  smtp = await startSmtpServer({
    onAuth: ({ username }, _session, done) =>
      takes.login ? done(null, { user: username ?? "" }) : done(new Error("authentication failed")),
    onMailFrom: (_address, _session, done) =>
      takes.sender ? done() : done(Object.assign(new Error("Sender not owned"), { responseCode: 553 })),
  });
  imap = await startImapServer();
  world = await createTestWorld({ LOCAL_MODE: "true" });
});
afterAll(async () => {
  await world.close();
  await Promise.all([smtp.stop(), imap.stop()]);
});

async function companyWithAccounts() {
  const company = await world.company();
  await saveBrand(company.owner, BRAND);
  const login = { host: "127.0.0.1", secure: false, user: "jo", password: "right" };
  await saveMailAccount(company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { ...login, port: smtp.port },
  });
  await saveReplyMailbox(company.owner, { type: "imap", data: { ...login, encryption: "none", port: imap.port } });
  return company;
}

test("both accounts are tested as they are saved, and the newest answer of the server is the evidence", async () => {
  const { owner, workspaceId } = await companyWithAccounts();
  expect(await testMailAccount(owner)).toMatchObject([
    { protocol: "smtp", ok: true, message: expect.stringContaining("the login and the sender") },
    { protocol: "imap", ok: true, message: expect.stringContaining("inbox opened") },
  ]);
  takes.login = false;
  const [failed] = await testMailAccount(owner);
  takes.login = true;
  expect(failed).toMatchObject({ ok: false, stage: "auth", message: expect.stringContaining("authentication failed") });
  takes.sender = false;
  const [refused] = await testMailAccount(owner);
  takes.sender = true;
  expect(refused).toMatchObject({ ok: false, stage: "sender", message: expect.stringContaining("Sender not owned") });
  expect((await listAccountTests(owner))[0]).toEqual(refused);
  expect((await world.ledger(workspaceId)).at(-2)?.message).toBe(
    `The test of the mail account failed: ${refused?.message}`,
  );
});

test("without an account there is nothing to test; a viewer may not", async () => {
  const { owner, viewer } = await world.company();
  await expect(testMailAccount(owner)).rejects.toMatchObject({ code: "mail_account.none" });
  await expect(testMailAccount(viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
