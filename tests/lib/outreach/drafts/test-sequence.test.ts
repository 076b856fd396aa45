import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TestSequence } from "@/lib/outreach/drafts/schemas";
import { testSequence } from "@/lib/outreach/drafts/test-sequence";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { exact, leadOf, model } from "../sequence/steps";

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
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

const send = (asked: Record<string, unknown>, ctx = sender.company.owner) =>
  testSequence(ctx, { campaignId: sender.campaignId, ...TestSequence.parse(asked) });

test("a text that is not saved yet goes to the founder alone, filled in for a lead and marked", async () => {
  await leadOf(world, sender, { first_name: "Ann", email: "ann@buyers.example" });
  const own = sender.company.founder.user.email;
  const steps = [exact({ subject: "For {{first_name}}", body: "Hi {{first_name}}" })];
  expect(await send({ step: 1, steps })).toEqual({ to: own });
  const [copy] = mail.received.filter(({ to }) => to === own);
  expect(copy?.mail.subject).toBe("[Test] For Ann");
  expect(copy?.mail.text).toMatch(/^Hi Ann\n\nBest regards,\nAda Bright\n/);
  expect(mail.received.filter(({ to }) => to === "ann@buyers.example")).toEqual([]);
  expect(await sender.emails()).toEqual([]);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)?.event_type).toBe("sequence.test_sent");
});

test("an email that the model writes, another address, a reader and another company are refused", async () => {
  await leadOf(world, sender);
  await expect(send({ step: 1, steps: [model("Ask")] })).rejects.toMatchObject({ code: "sequence.not_written" });
  await expect(send({ step: 1, to: "x@example.org" })).rejects.toMatchObject({ code: "test_send.not_own_address" });
  await expect(send({ step: 1 }, sender.company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(send({ step: 1 }, sender.company.stranger)).rejects.toMatchObject({ code: "campaign.not_found" });
});
