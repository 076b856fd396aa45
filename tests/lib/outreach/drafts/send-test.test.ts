import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { sendTest } from "@/lib/outreach/drafts/send-test";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
const refuse = new Set<string>();
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse });
});
beforeEach(async () => {
  sender = await world.sender();
  await saveMailAccount(sender.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const first = async () =>
  (await listDrafts(sender.company.owner, { campaignId: sender.campaignId, step: 1, limit: 1 })).data[0]!;

test("a marked copy goes to the founder alone; nothing is counted, and its link opts nobody out", async () => {
  await sender.written();
  const draft = await first();
  const own = sender.company.founder.user.email;
  expect(await sendTest(sender.company.owner, { draftId: draft.id })).toEqual({ to: own });
  const [copy] = mail.received.filter(({ to }) => to === own);
  expect(copy?.mail.subject).toBe(`[Test] ${draft.subject}`);
  expect(copy?.mail.text).toContain(draft.body);
  expect(copy?.mail.text).toMatch(/Unsubscribe: \S+\/u\/preview/);
  expect(copy?.mail.headers.has("list")).toBe(false);
  expect(mail.received.filter(({ to }) => to === draft.to)).toEqual([]);
  expect(await first()).toEqual(draft);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)?.event_type).toBe("draft.test_sent");
});

test("another address, a workflow, a reader and another company are refused", async () => {
  await sender.written();
  const { id: draftId } = await first();
  const { owner, viewer, stranger } = sender.company;
  await expect(sendTest(owner, { draftId, to: "stranger@example.org" })).rejects.toMatchObject({
    code: "test_send.not_own_address",
  });
  for (const ctx of [viewer, sender.engine]) {
    await expect(sendTest(ctx, { draftId })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await expect(sendTest(stranger, { draftId })).rejects.toMatchObject({ code: "draft.not_found" });
});

test("a refusal comes with the server's words", async () => {
  await sender.written();
  refuse.add(sender.company.founder.user.email);
  await expect(sendTest(sender.company.owner, { draftId: (await first()).id })).rejects.toMatchObject({
    code: "test_send.failed",
    message: expect.stringMatching(/^The mail server did not take the test: .*5\d\d/),
  });
});
