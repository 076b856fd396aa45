import { afterAll, beforeAll, expect, test } from "vitest";
import { deliverTest } from "@/lib/outreach/drafts/deliver-test";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
let mail: RecipientServer;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set(["full@example.org"]) });
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const link = `https://app.example/u/${"a".repeat(48)}`;
const email = {
  from: "ada@example.com",
  from_name: "Ada",
  reply_to: "ada@example.com",
  subject: "Hello",
  text: `Hi\n\nUnsubscribe: ${link}`,
  html: `<a href="${link}">Unsubscribe</a>`,
};

test("a test is marked, its links are dead, and a refusal comes with the server's words", async () => {
  const { owner, viewer } = (await world.sender()).company;
  await saveMailAccount(owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
  await deliverTest(owner, { to: "me@example.org", email });
  const copy = mail.received.find(({ to }) => to === "me@example.org")?.mail;
  expect(copy?.subject).toBe("[Test] Hello");
  expect(copy?.text).toContain("Unsubscribe: https://app.example/u/preview");
  expect(copy?.html).toContain('href="https://app.example/u/preview"');
  await expect(deliverTest(owner, { to: "full@example.org", email })).rejects.toMatchObject({
    code: "test_send.failed",
  });
  await expect(deliverTest(viewer, { to: "me@example.org", email })).rejects.toMatchObject({
    code: "permission.missing",
  });
});
