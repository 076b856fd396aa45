import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { announceBudgetUse } from "@/lib/metering/spending/budget-alerts";
import { mailBudgetAlert } from "@/lib/metering/spending/mail-budget-alert";
import { withTransaction } from "@/lib/platform/transaction";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const MONTH = "2026-11-01";

let world: TestWorld;
let outbox: string;
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "greenlight-outbox-"));
  const mailbox = { TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "1025", OUTBOX_DIR: outbox };
  world = await createTestWorld(mailbox);
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});

const mails = async (): Promise<ParsedMail[]> =>
  Promise.all((await readdir(outbox)).map(async (file) => simpleParser(await readFile(join(outbox, file)))));
const use = (company: Company, spent: number): Promise<void> =>
  withTransaction(company.job, (tx) => announceBudgetUse(tx, { month: MONTH, spent, limit: 5 }));

test("owners and admins hear what is used and what happens next, each once; others do not", async () => {
  const company = await world.company("Coffee & <b>Co</b>\r\nBcc: x@evil.example");
  const admin = world.user("admin@example.com");
  await addMember(world.admin, company.workspaceId, admin, "admin");
  await use(company, 2.5);
  await mailBudgetAlert(company.job, { month: MONTH, threshold: 50 });
  await mailBudgetAlert(company.job, { month: MONTH, threshold: 50 });

  const arrived = await mails();
  const ids = new Set(arrived.map(({ messageId }) => messageId));
  expect(ids.size).toBe(2);
  const to = arrived.flatMap((mail) => (Array.isArray(mail.to) ? mail.to : [mail.to])).map((address) => address?.text);
  expect(new Set(to)).toEqual(new Set([company.founder.user.email, "admin@example.com"]));
  const [mail] = arrived;
  expect(mail?.subject).toBe("50 % of the model budget of Coffee & <b>Co</b> Bcc: x@evil.example are used");
  expect(mail?.text).toContain("$2.50 of $5.00");
  expect(mail?.text).toContain("Nothing is stopped.");
  expect(mail?.html).toContain("&lt;b&gt;");
  expect(mail?.bcc).toBeUndefined();
});

test("a share that was never announced mails nobody", async () => {
  const company = await world.company();
  const before = (await mails()).length;
  await mailBudgetAlert(company.job, { month: MONTH, threshold: 80 });
  expect(await mails()).toHaveLength(before);
});
