import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { updateCampaign } from "@/lib/outreach/campaigns/update-campaign";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { requireStepDelays } from "@/lib/outreach/sequence/require-step-delays";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { daysPass, exact, saveSteps } from "./steps";
import { sendNext, setPacing } from "../paced-world";

let world: EngineWorld;
let sender: Sender;
let mail: RecipientServer;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const account = (host: string) =>
  saveMailAccount(sender.company.owner, {
    type: "smtp",
    use_test_mailbox: false,
    data: { host, port: mail.port, secure: false, encryption: "none", user: "ada", password: "x" },
  });

const patch = (step_delays_days: number[]) =>
  updateCampaign(sender.company.owner, { campaignId: sender.campaignId, step_delays_days });

test("emails follow each other on one day only while none leaves this machine, whichever way the delays are set", async () => {
  const tooShort = { kind: "invalid", code: "sequence.delay_too_short", message: expect.stringContaining("Email 3") };
  await expect(patch([0, 1, 0])).rejects.toMatchObject(tooShort);
  await expect(
    saveSteps(sender, [exact(), exact({ body: "Two" }), exact({ body: "Three", delay_days: 0 })]),
  ).rejects.toMatchObject(tooShort);
  await account("smtp.elsewhere.example");
  await expect(patch([0, 1, 0])).rejects.toMatchObject(tooShort);
  await account("127.0.0.1");
  expect(await patch([0, 1, 0])).toMatchObject({ step_delays_days: [0, 1, 0] });
  await saveSteps(sender, [exact(), exact({ body: "Two" }), exact({ body: "Three", delay_days: 0 })]);
});

test("a follow-up on the same day waits a day from the first account on whose emails leave this machine", async () => {
  const lead = await sender.drafted();
  await sendNext(sender);
  await account("127.0.0.1");
  expect(await getCampaign(sender.company.owner, sender)).toMatchObject({ step_delays_days: [0, 0, 0] });
  await account("smtp.elsewhere.example");
  await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, replies_read_since = now()");
  expect(await getCampaign(sender.company.owner, sender)).toMatchObject({ step_delays_days: [0, 1, 1] });
  expect(await sender.claim(2)).toMatchObject({ claims: [], reasons: [{ code: "step.waiting" }] });
  await account("smtp.elsewhere.example");
  const { rows } = await world.admin.query(
    "select message from project_events where workspace_id = $1 and event_type = 'mailbox.delays_lengthened'",
    [sender.company.workspaceId],
  );
  expect(rows).toEqual([
    { message: "Emails reach people from now on: follow-ups on the same day wait a day, in 1 campaign." },
  ]);
  await daysPass(world, sender, 1);
  expect((await sender.claimOne(2)).to).toBe(lead.email);
});

test("the first email follows none, and a campaign takes as many delays as it has emails", async () => {
  await requireStepDelays(sender.company.owner, [0, 1, 365], () => "step_delays_days");
  await saveSteps(sender, [exact(), exact({ body: "Two" })]);
  expect(await patch([0, 9])).toMatchObject({ step_delays_days: [0, 9] });
  await expect(patch([0, 9, 9])).rejects.toMatchObject({
    kind: "invalid",
    message: expect.stringContaining("2 emails"),
  });
});
