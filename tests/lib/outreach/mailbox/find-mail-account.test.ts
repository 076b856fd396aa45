import { afterAll, beforeAll, expect, test } from "vitest";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525", OUTBOX_DIR: "/nowhere" });
});
afterAll(() => world.close());

test("null before one is saved, then the account without its secrets, and another workspace's never", async () => {
  const { owner, viewer, stranger } = await world.company();
  expect(await findMailAccount(owner)).toBeNull();
  const { credential_id } = await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  expect(await findMailAccount(viewer)).toEqual({
    provider: "smtp",
    credentialId: credential_id,
    usesTestMailbox: true,
    savedAt: expect.any(String),
  });
  expect(await findMailAccount(stranger)).toBeNull();
});
