import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkGuardrail } from "@/lib/outreach/campaigns/check-guardrail";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { retestMailAccount } from "@/lib/outreach/mailbox/retest-mail-account";
import { sweepTroubledAccounts } from "@/lib/outreach/mailbox/sweep-troubled-accounts";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { recordEvents } from "@/lib/metering/events/record-events";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { jobCtx } from "../../../factories/test-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { mailboxesOn, mailboxOf, people, sendOthers } from "../mailbox-world";
import { passTime, setPacing } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
let second: number;
let ids: string[];
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  sender = await world.sender();
  second = (await mailboxesOn(sender, mail.port, 2))[1] ?? 0;
  ids = await people(world, sender, 8);
  await setPacing(world, sender, "domain_limit = 10000");
  await world.admin.query(
    "update genesis.mailbox_pacing set gap_from_seconds = 0, gap_to_seconds = 0 where workspace_id = $1",
    [sender.company.workspaceId],
  );
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const claimOf = async (mailbox: number): Promise<string> => {
  await world.admin.query("update genesis.sequence_emails set not_before = null where campaign_id = $1", [
    sender.campaignId,
  ]);
  await sender.claim();
  const { rows } = await world.admin.query<{ claim_id: string }>(
    "select claim_id from genesis.sequence_emails where campaign_id = $1 and status = 'claimed' and mailbox = $2",
    [sender.campaignId, mailbox],
  );
  return rows[0]?.claim_id ?? "";
};
const fail = async (mailbox: number) =>
  recordOutcome(sender.engine, {
    claimId: await claimOf(mailbox),
    status: "server_unusable",
    response: "535 5.7.8 authentication failed",
  });
const oneOf = async (mailbox: number): Promise<string> =>
  ids[(await mailboxOf(world, ids)).findLastIndex((of) => of === mailbox)] ?? "";
const gatesOf = async (leadId: string): Promise<string[]> =>
  (await explainLead(sender.company.owner, { leadId })).data[0]?.gates.map(({ code }) => code) ?? [];
const campaign = () => getCampaign(sender.company.owner, { campaignId: sender.campaignId });

test("a server that takes no email three times holds its mailbox only, which goes on after a test", async () => {
  const { owner, workspaceId } = sender.company;
  for (const _ of [1, 2, 3]) await fail(second);
  expect(await campaign()).toMatchObject({ status: "active" });
  expect(await gatesOf(await oneOf(second))).toContain("mailbox.broken");
  expect(await gatesOf(await oneOf(1))).not.toContain("mailbox.broken");
  const before = mail.received.length;
  expect((await sender.claim()).claims).toHaveLength(1);
  await sendOthers(world, sender);
  expect(mail.received).toHaveLength(before);
  expect((await world.ledger(workspaceId)).at(-1)).toMatchObject({ event_type: "mailbox.held" });
  const told = (await listNotifications(owner, { limit: 9 })).data.map(({ type }) => type);
  expect(told).toContain("campaign.sending_paused");

  await world.admin.query(
    "update genesis.mail_account_checks set next_check_at = now() - interval '1 second' where workspace_id = $1 and mailbox = $2",
    [workspaceId, second],
  );
  expect(await sweepTroubledAccounts(world.system())).toContain(workspaceId);
  await retestMailAccount(jobCtx(owner), { mailbox: second });
  expect(await gatesOf(await oneOf(second))).not.toContain("mailbox.broken");
  expect(await claimOf(second)).not.toBe("");
});

test("the first mailbox in trouble holds its people only, too", async () => {
  for (const _ of [1, 2, 3]) await fail(1);
  expect(await campaign()).toMatchObject({ status: "active" });
  expect((await sender.claim()).claims).toEqual([]);
  expect(await sendOthers(world, sender)).toBeGreaterThan(0);
});

test("new people go to a mailbox that works", async () => {
  for (const _ of [1, 2, 3]) await fail(second);
  const more = await people(world, sender, 3);
  expect(await mailboxOf(world, more)).toEqual([1, 1, 1]);
});

test("a guardrail stops the mailbox that people complained about, and the campaigns once none is left", async () => {
  const { owner, workspaceId } = sender.company;
  const complain = async (mailbox: number): Promise<void> => {
    const { rows } = await world.admin.query<{ email: string }>(
      "select email from genesis.leads where workspace_id = $1 and mailbox = $2 and id <> $3 limit 3",
      [workspaceId, mailbox, await oneOf(mailbox)],
    );
    const about = { workspace_id: workspaceId, campaign_id: sender.campaignId, step: 1, is_test: false, metadata: {} };
    for (const { email: contact_email } of rows) {
      const told = { contact_email, event_type: "complained", idempotency_key: randomUUID() } as const;
      await recordEvents(sender.engine, [{ ...about, ...told, event_ts: new Date().toISOString() }]);
    }
    await checkGuardrail(jobCtx(owner));
  };
  await complain(second);
  expect(await campaign()).toMatchObject({ status: "active" });
  expect(await gatesOf(await oneOf(second))).toContain("guardrail.complaints");
  expect(await gatesOf(await oneOf(1))).not.toContain("guardrail.complaints");
  expect((await sender.claim()).claims).toHaveLength(1);
  expect(await sendOthers(world, sender)).toBe(0);

  await complain(1);
  expect(await campaign()).toMatchObject({ status: "paused", pause_reason: "complaints" });
  await liftGuardrail(owner, { mailbox: second });
  expect(await gatesOf(await oneOf(second))).not.toContain("guardrail.complaints");
});

test("follow-ups of a mailbox whose answers are not read wait for the founder's word, those of the others go on", async () => {
  const { owner } = sender.company;
  await setPacing(world, sender, "replies_read_since = now()");
  const { claims } = await sender.claim();
  for (const { claim_id: claimId } of claims) await recordOutcome(sender.engine, { claimId, status: "sent" });
  await sendOthers(world, sender);
  await passTime(world, sender, 3_600_000);
  const step2 = await sender.claim(2);
  expect(step2.claims).toHaveLength(1);
  expect(await sendOthers(world, sender)).toBe(0);
  expect((await listMailboxes(owner)).map(({ pacing }) => pacing.replies_heard)).toEqual([true, false]);
  await readReplies(owner, { read_by_founder: true, mailbox: second });
  await sender.claim(2);
  expect(await sendOthers(world, sender)).toBe(1);
});
