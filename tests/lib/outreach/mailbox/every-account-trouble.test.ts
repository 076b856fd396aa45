import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getCampaign } from "@/lib/outreach/campaigns/get-campaign";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { resumePausedCampaigns } from "@/lib/outreach/campaigns/resume-paused-campaigns";
import { nextCheckAt } from "@/lib/outreach/mailbox/next-check-at";
import { noteRecovery } from "@/lib/outreach/mailbox/note-recovery";
import { noteTrouble } from "@/lib/outreach/mailbox/note-trouble";
import { retestMailAccount } from "@/lib/outreach/mailbox/retest-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { sweepTroubledAccounts } from "@/lib/outreach/mailbox/sweep-troubled-accounts";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { withTransaction } from "@/lib/platform/transaction";
import { jobCtx } from "../../../factories/test-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";
import { setPacing } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
let server: Listening;
let sender: Sender;
const login = { works: true };
beforeAll(async () => {
  server = await startSmtpServer({
    onAuth: ({ username }, _session, done) =>
      login.works ? done(null, { user: username ?? "" }) : done(new Error("authentication failed")),
  });
  world = await createEngineWorld({ LOCAL_MODE: "true" });
});
beforeEach(async () => {
  login.works = true;
  sender = await world.sender();
  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password: "right" };
  await saveMailAccount(sender.company.owner, { type: "smtp", use_test_mailbox: false, data });
  await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0");
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const fail = async (response: string): Promise<void> => {
  await world.admin.query("update genesis.sequence_emails set not_before = null where campaign_id = $1", [
    sender.campaignId,
  ]);
  const { claim_id: claimId } = await sender.claimOne();
  await recordOutcome(sender.engine, { claimId, status: "server_unusable", response });
};
const failThrice = async (response: string): Promise<void> => {
  for (const _ of [1, 2, 3]) await fail(response);
};
const campaign = () => getCampaign(sender.company.owner, { campaignId: sender.campaignId });
const resumptions = async (): Promise<number> =>
  (await world.jobs(sender.company.workspaceId)).filter(({ name }) => name === "campaigns.resume_paused").length;
const resume = () => resumePausedCampaigns(jobCtx(sender.company.owner));
const notified = async (): Promise<string[]> =>
  (await listNotifications(sender.company.owner, { limit: 50 })).data.map(({ type }) => type).toReversed();
const dueNow = () =>
  world.admin.query(
    "update genesis.mail_account_checks set next_check_at = now() - interval '1 second' where workspace_id = $1",
    [sender.company.workspaceId],
  );

test("a campaign that the mail server paused waits for a test, and goes on by itself once the account works", async () => {
  await sender.drafted();
  await failThrice("535 5.7.8 authentication failed");
  expect(await campaign()).toMatchObject({ status: "paused", pause_reason: "mail_server" });
  expect(await sweepTroubledAccounts(world.system())).not.toContain(sender.company.workspaceId);

  login.works = false;
  await dueNow();
  expect(await sweepTroubledAccounts(world.system())).toContain(sender.company.workspaceId);
  const before = await resumptions();
  await retestMailAccount(jobCtx(sender.company.owner), { mailbox: 1 });
  expect(await resumptions()).toBe(before);
  expect(await sweepTroubledAccounts(world.system())).not.toContain(sender.company.workspaceId);

  login.works = true;
  await retestMailAccount(jobCtx(sender.company.owner), { mailbox: 1 });
  expect(await resumptions()).toBe(before + 1);
  expect(await resume()).toEqual({ resumed: 1 });
  expect(await resume()).toEqual({ resumed: 0 });
  expect(await campaign()).toMatchObject({ status: "active", pause_reason: null, failure: null });
  expect((await world.ledger(sender.company.workspaceId)).at(-1)?.event_type).toBe("campaign.resumed");
});

test("saving an account that works lets the campaign go on at once", async () => {
  await sender.drafted();
  await failThrice("connect ECONNREFUSED");
  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password: "new" };
  await saveMailAccount(sender.company.owner, { type: "smtp", use_test_mailbox: false, data });
  const jobs = await world.jobs(sender.company.workspaceId);
  expect(jobs.filter(({ name }) => name === "campaigns.resume_paused").length).toBeGreaterThan(0);
  expect(await resume()).toEqual({ resumed: 1 });
});

test("a campaign that a founder paused stays paused", async () => {
  await pauseCampaign(sender.company.owner, { campaignId: sender.campaignId });
  expect(await resume()).toEqual({ resumed: 0 });
  expect(await campaign()).toMatchObject({ status: "paused", pause_reason: "founder" });
});

test("a founder is notified once about each kind of trouble and its pause, until an email goes out", async () => {
  await sender.drafted();
  await failThrice("535 5.7.8 authentication failed");
  await resume();
  await failThrice("535 5.7.8 authentication failed");
  expect(await notified()).toEqual(["mail_server.unusable", "campaign.sending_paused"]);
  await resume();
  await fail("550 5.4.5 Daily user sending limit exceeded");
  expect(await notified()).toHaveLength(3);

  await world.admin.query("update genesis.sequence_emails set not_before = null where campaign_id = $1", [
    sender.campaignId,
  ]);
  const { claim_id: claimId } = await sender.claimOne();
  await recordOutcome(sender.engine, { claimId, status: "sent" });
  await sender.drafted();
  await fail("550 5.4.5 Daily user sending limit exceeded");
  expect(await notified()).toHaveLength(4);
});

test("trouble and recovery belong to one workspace", async () => {
  const { owner, stranger } = sender.company;
  const trouble = { mailbox: 1, kind: "login", words: "no", failures: 1, paused: true };
  expect(await withTransaction(owner, (tx) => noteTrouble(tx, trouble))).toEqual({ isNews: true, isFirstPause: true });
  expect(await withTransaction(owner, (tx) => noteTrouble(tx, trouble))).toEqual({
    isNews: false,
    isFirstPause: false,
  });
  await withTransaction(stranger, (tx) => noteRecovery(tx, 1));
  expect(await withTransaction(owner, (tx) => noteTrouble(tx, trouble))).toMatchObject({ isNews: false });
  await withTransaction(owner, (tx) => noteRecovery(tx, 1));
  expect(await withTransaction(owner, (tx) => noteTrouble(tx, trouble))).toEqual({ isNews: true, isFirstPause: true });
});

test("the wait for the next test doubles from 5 minutes to 6 hours; a used-up quota waits at least 2 hours", () => {
  const now = new Date("2026-11-29T10:00:00Z");
  const minutes = (kind: string | null, troubles: number): number =>
    (nextCheckAt(now, { kind, troubles }).getTime() - now.getTime()) / 60_000;
  expect([1, 2, 3, 7, 8, 1000].map((troubles) => minutes("login", troubles))).toEqual([5, 10, 20, 320, 360, 360]);
  expect([1, 6, 9].map((troubles) => minutes("quota", troubles))).toEqual([120, 160, 360]);
});
