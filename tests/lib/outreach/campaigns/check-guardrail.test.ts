import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { checkGuardrail } from "@/lib/outreach/campaigns/check-guardrail";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import { liftGuardrail } from "@/lib/outreach/mailbox/lift-guardrail";
import { recordEvents } from "@/lib/metering/events/record-events";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { campaignIn } from "../../../factories/campaigns";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

type Kind = "sent" | "bounced" | "complained";
type Told = { hoursAgo?: number; metadata?: Record<string, unknown>; is_test?: boolean };
const HOUR = 3_600_000;

/** So many events, each about another person. */
async function report(kind: Kind, count: number, more: Told = {}) {
  const { hoursAgo = 1, metadata = kind === "bounced" ? { bounce_type: "hard" } : {}, is_test = false } = more;
  const events = Array.from({ length: count }, () => {
    const key = randomUUID();
    return {
      workspace_id: sender.company.workspaceId,
      contact_email: `${key}@example.org`,
      event_type: kind,
      idempotency_key: key,
      campaign_id: sender.campaignId,
      step: 1,
      event_ts: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
      is_test,
      metadata,
    };
  });
  for (const event of events) await recordEvents(sender.engine, [event]);
}
const job = (): WorkspaceCtx => ({ ...sender.company.owner, actor: { type: "job", job: "campaigns.check_guardrail" } });
const check = () => checkGuardrail(job());
const state = async () => {
  const { status, pause_reason } = await getCampaign(sender.company.viewer, { campaignId: sender.campaignId });
  return { status, pause_reason, guardrail: (await getPacing(sender.company.viewer)).guardrail };
};
const FINE = { status: "active", pause_reason: null, guardrail: null };
const BOUNCED = { status: "paused", pause_reason: "bounces", guardrail: "bounces" };

test("too many bounces pause every campaign of the account, once, with notice and ledger lines", async () => {
  const { campaignId: other } = await campaignIn(world, sender.company, "active");
  await report("sent", 40);
  await report("bounced", 3);
  expect(await check()).toEqual({ paused: 2 });
  expect(await check()).toEqual({ paused: 0 });
  expect(await state()).toEqual(BOUNCED);
  expect(await getCampaign(sender.company.viewer, { campaignId: other })).toMatchObject({ status: "paused" });
  const { rows } = await world.admin.query(
    "select title from notifications where workspace_id = $1 and type = 'mailbox.guardrail_tripped'",
    [sender.company.workspaceId],
  );
  expect(rows).toEqual([{ title: expect.stringContaining("3 of 43 emails bounced within 7 days") }]);
  const { rows: lines } = await world.admin.query(
    "select event_type from project_events where workspace_id = $1 and event_type in ('mailbox.guardrail_tripped', 'campaign.guarded')",
    [sender.company.workspaceId],
  );
  expect(lines).toHaveLength(3);
});

test.each<[string, () => Promise<void>]>([
  [
    "below the smallest sample",
    async () => {
      await report("sent", 36);
      await report("bounced", 3);
    },
  ],
  [
    "full mailboxes",
    async () => {
      await report("sent", 40);
      await report("bounced", 5, { metadata: { bounce_type: "soft" } });
    },
  ],
  [
    "eight days ago",
    async () => {
      await report("sent", 40, { hoursAgo: 192 });
      await report("bounced", 5, { hoursAgo: 192 });
    },
  ],
  [
    "tests",
    async () => {
      await report("sent", 40);
      await report("bounced", 5, { is_test: true });
    },
  ],
  [
    "two complaints of a few emails",
    async () => {
      await report("sent", 10);
      await report("complained", 2);
    },
  ],
])("bounces or complaints that are %s stop nothing", async (_words, events) => {
  await events();
  expect(await check()).toEqual({ paused: 0 });
  expect(await state()).toEqual(FINE);
});

test("three complaints stop any account, and no email is claimed by any campaign, not by a new one either", async () => {
  await sender.drafted();
  await report("complained", 3);
  await check();
  expect(await state()).toEqual({ status: "paused", pause_reason: "complaints", guardrail: "complaints" });
  await world.admin.query("update campaigns set status = 'active' where id = $1", [sender.campaignId]);
  expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "guardrail.complaints", count: 1 }] });
});

test("a founder's click lets it go on, is recorded, and begins the count anew; a job or an API key cannot", async () => {
  await report("sent", 40);
  await report("bounced", 3);
  await check();
  const { company, campaignId } = sender;
  const key = { type: "api_key", keyId: randomUUID(), permissions: new Set(["campaigns.write"]) } as never;
  await expect(activateCampaign({ ...company.owner, actor: key }, { campaignId })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(liftGuardrail(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await state()).toEqual(BOUNCED);

  await activateCampaign(company.owner, { campaignId });
  expect(await state()).toEqual(FINE);
  await report("bounced", 1);
  expect(await check()).toEqual({ paused: 0 });
  const { rows } = await world.admin.query(
    "select message from project_events where workspace_id = $1 and event_type = 'mailbox.guardrail_lifted'",
    [company.workspaceId],
  );
  expect(rows).toEqual([{ message: "A founder let sending go on after it was stopped because of bounces." }]);
  expect(await liftGuardrail(company.owner)).toMatchObject({ guardrail: null });
});

test("another workspace's numbers stop nothing here", async () => {
  const other = sender;
  await report("complained", 3);
  sender = await world.sender();
  await check();
  expect(await state()).toEqual(FINE);
  expect((await getPacing(other.company.viewer)).guardrail).toBeNull();
});

test("nothing is paused when the ledger cannot be written", async () => {
  await report("complained", 3);
  await expect(withoutLedger(world, check)).rejects.toThrow();
  expect(await state()).toEqual(FINE);
});
