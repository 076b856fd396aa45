import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OutcomeReport } from "@/lib/contracts/engine";
import { activateCampaign } from "@/lib/outreach/campaigns/activate-campaign";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

const DOWN = { status: "server_unusable", response: "535 5.7.8 <script>authentication\r\nfailed" } as const;
const record = (claimId: string, report: OutcomeReport) => recordOutcome(sender.engine, { claimId, ...report });
const leadStatus = async (leadId: string): Promise<unknown> =>
  (await world.admin.query("select status from genesis.leads where id = $1", [leadId])).rows[0]?.status;
const jobs = async (): Promise<string[]> =>
  (await world.jobs(sender.company.workspaceId)).map(({ name }) => name).filter((name) => name.startsWith("sequence."));

describe("an outcome", () => {
  test.each([
    [{ status: "sent", response: "250 OK" }, "sent", "active", 1],
    [{ status: "bounced" }, "bounced", "bounced", 1],
    [{ status: "refused", response: "550 5.1.1 No such user" }, "bounced", "bounced", 1],
    [{ status: "refused", response: "552 5.2.2 Mailbox is over quota" }, "approved", "active", 1],
    [{ status: "refused", response: "554 5.6.0 message cannot be read" }, "failed", "active", 1],
    [{ status: "unknown", response: "connection lost" }, "unknown", "active", 1],
    [{ status: "not_sent" }, "approved", "active", 0],
    [{ status: "server_unusable", response: "no answer" }, "approved", "active", 0],
  ] satisfies [OutcomeReport, string, string, number][])(
    "%o leaves the email %s and the lead %s",
    async (report, status, lead, attempts) => {
      const { leadId } = await sender.drafted();
      const { claim_id } = await sender.claimOne();
      expect(await record(claim_id, report)).toMatchObject({ claim_id, status, recorded: true });
      expect(await sender.emails()).toMatchObject([{ status, attempts }]);
      expect(await leadStatus(leadId)).toBe(lead);
      expect(await jobs()).toEqual(["sent", "bounced"].includes(status) ? ["sequence.report_outcomes"] : []);
    },
  );

  test.each(["sent", "bounced", "not_sent"] as const)("%s stands: a later report changes nothing", async (status) => {
    await sender.drafted();
    const { claim_id } = await sender.claimOne();
    await record(claim_id, { status });
    const before = await sender.emails();
    for (const later of ["sent", "bounced", "unknown", "server_unusable", "not_sent"] as const) {
      expect(await record(claim_id, { status: later })).toMatchObject({ recorded: false, status: before[0]?.status });
    }
    expect(await sender.emails()).toEqual(before);
    expect(await getCampaign(sender.company.owner, { campaignId: sender.campaignId })).toMatchObject({ failure: null });
  });

  test("only one of ten reports at once is recorded", async () => {
    await sender.drafted();
    const { claim_id } = await sender.claimOne();
    const answers = await Promise.all(Array.from({ length: 10 }, () => record(claim_id, { status: "sent" })));
    expect(answers.filter(({ recorded }) => recorded)).toHaveLength(1);
  });

  test("unknown may still become known", async () => {
    await sender.drafted();
    const { claim_id } = await sender.claimOne();
    await record(claim_id, { status: "unknown" });
    expect(await record(claim_id, { status: "sent" })).toMatchObject({ recorded: true, status: "sent" });
  });

  test("is not stored when the job that reports it cannot be", async () => {
    await sender.drafted();
    const { claim_id } = await sender.claimOne();
    await expect(world.withoutQueue(() => record(claim_id, { status: "sent" }))).rejects.toThrow();
    expect(await sender.emails()).toMatchObject([{ status: "claimed" }]);
  });

  test("of another workspace's claim is refused, and so is a founder's", async () => {
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    const other = await world.sender();
    await expect(recordOutcome(other.engine, { claimId, status: "bounced" })).rejects.toMatchObject({
      code: "claim.not_found",
    });
    await expect(recordOutcome(sender.company.viewer, { claimId, status: "sent" })).rejects.toMatchObject({
      code: "permission.missing",
    });
    await expect(record(randomUUID(), { status: "sent" })).rejects.toMatchObject({ kind: "not_found" });
    expect(await sender.emails()).toMatchObject([{ status: "claimed" }]);
  });

  test("of a message that was under way when the workspace was frozen is recorded", async () => {
    await sender.drafted();
    const { claim_id: claimId } = await sender.claimOne();
    await world.admin.query("update workspaces set status = 'frozen' where id = $1", [sender.company.workspaceId]);
    const settling = { ...sender.engine, whileFrozen: true as const };
    expect(await recordOutcome(settling, { claimId, status: "sent" })).toMatchObject({ status: "sent" });
  });
});

describe("a mail server that is unusable", () => {
  const campaign = () => getCampaign(sender.company.owner, { campaignId: sender.campaignId });
  const claimIds = async (count: number): Promise<string[]> => {
    for (let index = 0; index < count; index += 1) await sender.drafted();
    return (await sender.claim()).claims.map(({ claim_id }) => claim_id);
  };

  test("tells the run to stop, and the founder once, in the server's words", async () => {
    const [first = "", second = ""] = await claimIds(2);
    expect(await record(first, DOWN)).toMatchObject({ status: "approved", stop: true });
    expect(await record(second, DOWN)).toMatchObject({ stop: true });
    expect(await campaign()).toMatchObject({ status: "active", failure: "535 5.7.8 <script>authentication failed" });
    const { data } = await listNotifications(sender.company.owner, { limit: 10 });
    expect(data.map(({ type }) => type)).toEqual(["mail_server.unusable"]);
    expect(data[0]?.title).toContain("535 5.7.8 <script>authentication failed");
    const lines = (await world.ledger(sender.company.workspaceId)).filter(
      ({ event_type }) => event_type === "mail_server.unusable",
    );
    expect(lines).toHaveLength(1);
  });

  test("pauses the campaign at the third time in a row, with a line in the ledger and a notification", async () => {
    for (const claimId of await claimIds(3)) await record(claimId, DOWN);
    expect(await campaign()).toMatchObject({ status: "paused", failure: "535 5.7.8 <script>authentication failed" });
    const { data } = await listNotifications(sender.company.owner, { limit: 10 });
    expect(data.map(({ type }) => type)).toEqual(["campaign.sending_paused", "mail_server.unusable"]);
    expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({
      event_type: "campaign.sending_paused",
      message: expect.stringContaining("3 times in a row: “535 5.7.8 <script>authentication failed”"),
    });
  });

  test("long words are cut where they are shown", async () => {
    const [claimId = ""] = await claimIds(1);
    await record(claimId, { status: "server_unusable", response: `454 ${"x".repeat(5_000)}\u202e` });
    const { data } = await listNotifications(sender.company.owner, { limit: 1 });
    expect(data[0]?.title.length).toBeLessThan(320);
    expect(data[0]?.title).toMatch(/x…”/);
    expect((await campaign()).failure?.length).toBe(1_000);
  });

  test("in between, one accepted email begins the row anew", async () => {
    const [a = "", b = "", c = "", d = ""] = await claimIds(4);
    await record(a, DOWN);
    await record(b, DOWN);
    await record(c, { status: "sent" });
    expect(await campaign()).toMatchObject({ failure: null });
    await record(d, DOWN);
    expect(await campaign()).toMatchObject({ status: "active" });
  });

  test("for an hour in the middle of a sequence loses no email and sends none twice", async () => {
    const people: { email: string }[] = [];
    for (let index = 0; index < 25; index += 1) people.push(await sender.drafted());
    const outbox: string[] = [];
    const run = async (step: number, isUp: () => boolean): Promise<void> => {
      for (let more = true; more;) {
        const { claims } = await sender.claim(step);
        more = claims.length > 0;
        let stopped = false;
        for (const { claim_id, to } of claims) {
          if (stopped) {
            await record(claim_id, { status: "not_sent" });
            continue;
          }
          await confirmClaim(sender.engine, { claimId: claim_id });
          const taken = isUp();
          if (taken) outbox.push(`${step} ${to}`);
          stopped = (await record(claim_id, taken ? { status: "sent" } : DOWN)).stop;
        }
        if (stopped) return;
      }
    };
    const later = (minutes: number) =>
      world.admin.query(
        `update genesis.sequence_emails set not_before = not_before - make_interval(mins => $2),
                claimed_at = claimed_at - make_interval(mins => $2) where campaign_id = $1`,
        [sender.campaignId, minutes],
      );

    await run(1, () => outbox.length < 12);
    for (let minute = 0; minute < 60; minute += 1) {
      await run(1, () => false);
      await later(1);
    }
    expect(await campaign()).toMatchObject({ status: "paused" });
    expect(outbox).toHaveLength(12);
    await activateCampaign(sender.company.owner, { campaignId: sender.campaignId });
    for (const step of [1, 2, 3]) await run(step, () => true);

    const expected = [1, 2, 3].flatMap((step) => people.map(({ email }) => `${step} ${email}`));
    expect(outbox.toSorted()).toEqual(expected.toSorted());
    expect(await campaign()).toMatchObject({ status: "active", failure: null });
    expect((await sender.emails()).filter(({ attempts }) => attempts !== 1)).toEqual([]);
  });

  test("that refuses each email for now is tried for days before an email is given up", async () => {
    await sender.drafted();
    for (let attempt = 1; attempt <= 20; attempt += 1) {
      const { claim_id } = await sender.claimOne();
      await record(claim_id, { status: "refused", response: "451 4.3.2 not now" });
      const [email] = await sender.emails();
      expect(email).toMatchObject({ status: attempt < 20 ? "approved" : "failed", attempts: attempt });
      await world.admin.query("update genesis.sequence_emails set not_before = now() where campaign_id = $1", [
        sender.campaignId,
      ]);
    }
  });
});
