import { afterAll, beforeAll, expect, test } from "vitest";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525", OUTBOX_DIR: "/nowhere" });
});
afterAll(() => world.close());

test("404 before one is saved, then the account", async () => {
  const { owner } = await world.company();
  await expect(getMailAccount(owner)).rejects.toMatchObject({ kind: "not_found", code: "mail_account.none" });
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  expect(await getMailAccount(owner)).toMatchObject({ provider: "smtp", usesTestMailbox: true });
});
