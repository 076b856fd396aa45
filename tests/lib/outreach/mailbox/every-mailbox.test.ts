import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { forecastCampaign } from "@/lib/outreach/campaigns/forecast-campaign";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { approveDrafts } from "../../../factories/approve-drafts";
import { campaignIn } from "../../../factories/campaigns";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { anotherOn, draftsOf, mailboxesOn, mailboxOf, people, person, sendOthers } from "../mailbox-world";
import { passTime, setPacing } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let mail: RecipientServer;
let other: RecipientServer;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
  other = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(async () => {
  await mail.stop();
  await other.stop();
  await world.close();
});

const HOUR = 3_600_000;
const spread = (of: readonly number[], mailboxes: readonly number[]): number[] =>
  mailboxes.map((mailbox) => of.filter((one) => one === mailbox).length);
/** How many emails left or were handed out, by mailbox. */
async function claimedFrom(mailboxes: readonly number[]): Promise<number[]> {
  const { rows } = await world.admin.query<{ mailbox: number }>(
    "select mailbox from genesis.sequence_emails where workspace_id = $1 and claimed_at is not null",
    [sender.company.workspaceId],
  );
  return spread(
    rows.map(({ mailbox }) => mailbox),
    mailboxes,
  );
}
const reportSent = async (claims: readonly { claim_id: string }[]): Promise<void> => {
  for (const { claim_id: claimId } of claims) await recordOutcome(sender.engine, { claimId, status: "sent" });
};
const addresses = async (): Promise<(string | null)[]> =>
  (await listMailboxes(sender.company.viewer)).map(({ address }) => address);
async function fromOf(leadIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const id of leadIds) {
    const { rows } = await world.admin.query<{ email: string }>("select email from genesis.leads where id = $1", [id]);
    const to = [...mail.received, ...other.received].filter((message) => message.to === rows[0]?.email);
    found.set(
      id,
      to.map(({ mail: { from } }) => from?.value[0]?.address ?? ""),
    );
  }
  return found;
}

describe("the mailbox of a person", () => {
  test("is chosen with the first draft, evenly, and stays through all steps and campaigns", async () => {
    const mailboxes = await mailboxesOn(sender, mail.port, 3);
    const ids = await people(world, sender, 10);
    const chosen = await mailboxOf(world, ids);
    const sizes = spread(chosen, mailboxes);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);

    const { campaignId } = await campaignIn(world, sender.company, "active");
    for (const id of ids) await draftsOf(sender, campaignId, id);
    expect(await mailboxOf(world, ids)).toEqual(chosen);
    const { rows } = await world.admin.query<{ lead_id: string; mailbox: number }>(
      "select distinct lead_id, mailbox from genesis.sequence_emails where workspace_id = $1",
      [sender.company.workspaceId],
    );
    expect(rows).toHaveLength(10);
  });

  test("is chosen evenly by drafts that are saved at the same moment", async () => {
    const mailboxes = await mailboxesOn(sender, mail.port, 2);
    const ids = Array.from({ length: 12 }, () => randomUUID());
    await Promise.all(ids.map((id) => person(world, sender, id)));
    expect(spread(await mailboxOf(world, ids), mailboxes)).toEqual([6, 6]);
  });

  test("stays the first one of a person who was drafted while there was no other", async () => {
    await mailboxesOn(sender, mail.port, 1);
    const [old = ""] = await people(world, sender, 1);
    const second = await anotherOn(sender, mail.port);
    const [next = ""] = await people(world, sender, 1);
    expect(await mailboxOf(world, [old, next])).toEqual([1, second]);
    expect((await sender.claim()).claims).toMatchObject([{ lead_id: old, from: "ada@example.com" }]);
  });

  test("sends every step, each from its own address through its own server", async () => {
    const mailboxes = [...(await mailboxesOn(sender, mail.port, 1)), await anotherOn(sender, other.port)];
    const ids = await people(world, sender, 2);
    const [first, second] = await addresses();
    const [one = 0] = await mailboxOf(world, ids);
    const byMailbox = one === 1 ? ids : ids.toReversed();
    for (const step of [1, 2]) {
      for (const mailbox of mailboxes) await readReplies(sender.company.owner, { read_by_founder: true, mailbox });
      const { claims } = await sender.claim(step);
      expect(claims.map(({ from, lead_id }) => [from, lead_id])).toEqual([[first, byMailbox[0]]]);
      expect(await sendOthers(world, sender)).toBe(1);
      await reportSent(claims);
      await passTime(world, sender, HOUR);
    }
    expect((await fromOf(ids)).get(byMailbox[1] ?? "")).toEqual([second, second]);
    const [opening, followUp] = other.received.filter(({ mail: { from } }) => from?.value[0]?.address === second);
    expect(followUp?.mail.inReplyTo).toBe(opening?.mail.messageId);
    expect(opening?.mail.messageId).toMatch(/@example\.com>$/);
  });
});

describe("the limits of a mailbox", () => {
  test("hold for each of its own: one claim takes one email of each, the next none before the gap", async () => {
    const mailboxes = await mailboxesOn(sender, mail.port, 3);
    await people(world, sender, 9);
    const { claims } = await sender.claim();
    expect(await claimedFrom(mailboxes)).toEqual([1, 1, 1]);
    expect(await sender.claim()).toMatchObject({ claims: [], reasons: [{ code: "spacing.waiting", count: 6 }, {}] });
    expect(await claimedFrom(mailboxes)).toEqual([1, 1, 1]);
    await reportSent(claims);
    await sendOthers(world, sender);
    await passTime(world, sender, HOUR);
    await sender.claim();
    expect(await claimedFrom(mailboxes)).toEqual([2, 2, 2]);
  });

  test("hold for twenty runs at once", async () => {
    const mailboxes = await mailboxesOn(sender, mail.port, 2);
    await people(world, sender, 8);
    await Promise.all(Array.from({ length: 20 }, () => sender.claim()));
    expect(await claimedFrom(mailboxes)).toEqual([1, 1]);
    const jobs = await world.jobs(sender.company.workspaceId);
    expect(jobs.filter(({ name }) => name === "sequence.send_claim")).toHaveLength(1);
  });

  test("of a day are its own, and the campaign's is over all", async () => {
    const [, second = 0] = await mailboxesOn(sender, mail.port, 2);
    await setPacing(world, sender, "daily_limit = 1");
    await world.admin.query(
      "update genesis.mailbox_pacing set gap_from_seconds = 0, gap_to_seconds = 0 where workspace_id = $1",
      [sender.company.workspaceId],
    );
    await people(world, sender, 8);
    for (let run = 0; run < 4; run += 1) await sender.claim();
    expect(await claimedFrom([1, second])).toEqual([1, 4]);
    const { reasons } = await sender.claim();
    expect(reasons[0]).toMatchObject({ code: "daily_limit.reached", count: 3 });

    await world.admin.query("update campaigns set daily_limit = 5 where id = $1", [sender.campaignId]);
    await people(world, sender, 4);
    await sender.claim();
    expect(await claimedFrom([1, second])).toEqual([1, 4]);
  });

  test("are what forecast, why-not and the next claim agree on", async () => {
    await mailboxesOn(sender, mail.port, 2);
    const ids = await people(world, sender, 6);
    const { campaignId, company } = sender;
    const before = await forecastCampaign(company.owner, { campaignId });
    expect(before.steps[0]).toMatchObject({ due: 6, sending: 2, gates: [] });
    await sender.claim();
    await sendOthers(world, sender);
    const explained = await Promise.all(ids.map((leadId) => explainLead(company.owner, { leadId })));
    const codes = explained.map(({ data }) => data[0]?.gates.map(({ code }) => code) ?? []);
    expect(codes.filter((of) => of.includes("spacing.waiting"))).toHaveLength(6);
    const known = await addresses();
    expect(explained.every(({ data }) => known.includes(data[0]?.mailbox ?? ""))).toBe(true);
  });
});

test("a workspace of another mailbox's number sees neither its mailboxes nor its people", async () => {
  await mailboxesOn(sender, mail.port, 2);
  await people(world, sender, 2);
  const other = await world.sender();
  expect(await listMailboxes(other.company.owner)).toEqual([]);
  await other.drafted();
  expect((await other.claim()).claims).toHaveLength(1);
  expect(await approveDrafts(other.company.owner, sender.campaignId).catch(() => 0)).toBe(0);
});
