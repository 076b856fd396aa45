import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { sendAccountTest } from "@/lib/outreach/drafts/send-account-test";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { BRAND, withoutLedger } from "../email-world";

let world: TestWorld;
let mail: RecipientServer;
let company: Company;
const refuse = new Set<string>();
beforeAll(async () => {
  world = await createTestWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse });
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const saveAccount = () =>
  saveMailAccount(company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
const sentEmails = async (): Promise<number> => {
  const { rows } = await world.admin.query<{ count: number }>(
    "select count(*)::int as count from email_events where workspace_id = $1",
    [company.workspaceId],
  );
  return rows[0]?.count ?? -1;
};

test("a marked email from the sender arrives at the founder's own address, and no number counts it", async () => {
  await saveBrand(company.owner, { ...BRAND, company_name: "Bright <b> & Söhne" });
  await saveAccount();
  const own = company.founder.user.email;
  expect(await sendAccountTest(company.owner)).toEqual({ to: own, test_mailbox: false });
  const [copy] = mail.received.filter(({ to }) => to === own);
  expect(copy?.mail.subject).toBe("[Test] Your mail account sends");
  expect(copy?.mail.from?.value[0]?.address).toBe(BRAND.sender_email);
  expect(copy?.mail.text).toContain("Bright <b> & Söhne");
  expect(copy?.mail.html).toContain("Bright &lt;b&gt; &amp; Söhne");
  expect(await sentEmails()).toBe(0);
  const line = (await world.ledger(company.workspaceId)).at(-1);
  expect(line?.event_type).toBe("mail_account.test_sent");
  expect(line?.message).not.toContain(own);
});

test("a refusal comes with the server's words, and each missing part by its own code", async () => {
  await expect(sendAccountTest(company.owner)).rejects.toMatchObject({ code: "mail_account.none" });
  await saveAccount();
  await expect(sendAccountTest(company.owner)).rejects.toMatchObject({ code: "brand.missing" });
  await saveBrand(company.owner, BRAND);
  refuse.add(company.founder.user.email);
  await expect(sendAccountTest(company.owner)).rejects.toMatchObject({
    code: "test_send.failed",
    message: expect.stringMatching(/^The mail server did not take the test: .*5\d\d/),
  });
});

test("a reader and a job have no own address to send to, and a failing ledger is told", async () => {
  await saveBrand(company.owner, BRAND);
  await saveAccount();
  await expect(sendAccountTest(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  const job = { ...company.owner, actor: { type: "job", job: "test" } } as const;
  await expect(sendAccountTest(job)).rejects.toMatchObject({ code: "test_send.no_person" });
  await expect(withoutLedger(world, () => sendAccountTest(company.owner))).rejects.toThrow();
});
