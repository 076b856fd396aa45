import { afterAll, beforeAll, expect, test } from "vitest";
import { getCredentials } from "@/lib/operations/onboarding/get-credentials";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { MAILBOX } from "./onboarding-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(MAILBOX);
});
afterAll(() => world.close());

test("says which credential is the mail account and that a built-in mailbox is there", async () => {
  const { owner, viewer, stranger } = await world.company();
  const nothing = {
    mail_account: null,
    reply_mailbox: null,
    test_mailbox_available: true,
    gmail_available: false,
    credentials: [],
    checks: [],
  };
  expect(await getCredentials(owner)).toEqual(nothing);
  await saveCredential(owner, { type: "apify", data: { api_token: "secret-token" } });
  const { credential_id } = await saveCredential(owner, { type: "smtp", use_test_mailbox: true });
  const shown = await getCredentials(viewer);
  expect(shown.mail_account).toMatchObject({
    credential_id,
    provider: "smtp",
    use_test_mailbox: true,
    masked: { preview: "127.0.0.1 · no login" },
    // No server listens there.
    test: { ok: false, stage: "connect", message: expect.stringContaining("ECONNREFUSED") },
  });
  expect(shown.credentials.map(({ type }) => type)).toEqual(["apify", "smtp"]);
  expect(JSON.stringify(shown)).not.toContain("secret-token");
  expect(await getCredentials(stranger)).toEqual(nothing);
});
