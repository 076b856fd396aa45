import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ APP_URL: "https://app.example" });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(() => world.close());

test("a claimed email is ready to send, with sender, footer and one-click unsubscribe", async () => {
  const { email } = await sender.drafted();
  const [claim] = (await sender.claim()).claims;
  expect(claim).toMatchObject({
    to: email,
    to_name: "Ann Lee",
    from: "ada@example.com",
    from_name: "Ada Bright",
    reply_to: "ada@example.com",
    subject: "Subject 1",
    message_id: `<${claim?.claim_id}@example.com>`,
    headers: {
      "List-Unsubscribe": expect.stringMatching(/^<https:\/\/app\.example\/u\/[0-9a-f]{48}>$/),
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  });
  expect(claim?.text).toContain("Dock Street 1\n20095 Hamburg");
  expect(claim?.html).toContain("Bright &amp; Söhne");
});

test("a lot holds at most ten, and a full one says to ask again at once", async () => {
  for (let index = 0; index < 12; index += 1) await sender.drafted();
  const first = await sender.claim(1, { limit: 100 });
  expect(first.claims).toHaveLength(10);
  expect(first).toMatchObject({ reasons: [] });
  expect(Date.parse(first.next_due_at ?? "")).toBeLessThanOrEqual(Date.now());
  const second = await sender.claim(1, { limit: 100 });
  expect(second.claims).toHaveLength(2);
  expect((await sender.claim()).claims).toEqual([]);
});

test("twenty runs at once share no email", async () => {
  for (let index = 0; index < 40; index += 1) await sender.drafted();
  const lots = await Promise.all(Array.from({ length: 20 }, () => sender.claim(1, { limit: 5 })));
  const leads = lots.flatMap(({ claims }) => claims.map(({ lead_id }) => lead_id));
  expect(new Set(leads).size).toBe(leads.length);
  expect(leads.length).toBe(40);
});

describe("an answer without emails says why", () => {
  const reasons = async (step = 1) => (await sender.claim(step)).reasons;
  const set = (sql: string) => world.admin.query(`${sql} where workspace_id = $1`, [sender.company.workspaceId]);

  test("nothing is drafted", async () => {
    expect(await sender.claim()).toEqual({
      claims: [],
      next_due_at: null,
      reasons: [{ code: "draft.none", count: 0 }],
    });
  });

  test.each(["paused", "draft", "archived"])("the campaign is %s", async (status) => {
    await sender.drafted();
    await set(`update campaigns set status = '${status}'`);
    expect(await sender.claim()).toEqual({
      claims: [],
      next_due_at: null,
      reasons: [{ code: "campaign.not_active", count: 1 }],
    });
  });

  test.each([
    ["brand.missing", "delete from genesis.brand_profiles"],
    ["schedule.missing", "delete from genesis.infrastructure_config"],
  ])("%s", async (code, sql) => {
    await sender.drafted();
    await set(sql);
    expect(await reasons()).toEqual([{ code, count: 1 }]);
  });

  test("the workflows wait for an administrator", async () => {
    await sender.drafted();
    await world.admin.query("update workspaces set workflows_held = true where id = $1", [sender.company.workspaceId]);
    expect(await reasons()).toEqual([{ code: "workspace.held", count: 1 }]);
  });

  test("the window is closed, and when it opens", async () => {
    await sender.drafted();
    const tomorrow = new Date(Date.now() + 86_400_000);
    const isoDay = tomorrow.getUTCDay() === 0 ? 7 : tomorrow.getUTCDay();
    const window = JSON.stringify({ days: [isoDay], from: "09:00", to: "17:00" });
    await set(`update genesis.infrastructure_config set send_window = '${window}'`);
    const opens = `${tomorrow.toISOString().slice(0, 10)}T09:00:00.000Z`;
    expect(await sender.claim()).toEqual({
      claims: [],
      next_due_at: opens,
      reasons: [{ code: "window.closed", count: 1, until: opens }],
    });
  });

  test("the daily limit is reached, and when the next day begins", async () => {
    await sender.drafted();
    await sender.drafted();
    await set("update genesis.infrastructure_config set daily_limit = 1");
    expect((await sender.claim()).claims).toHaveLength(1);
    const midnight = new Date(Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000).toISOString();
    const answer = await sender.claim();
    expect(answer.next_due_at).toBe(midnight);
    expect(answer.reasons).toEqual([
      { code: "daily_limit.reached", count: 1, until: midnight },
      { code: "claim.open", count: 1 },
    ]);
  });

  test("the step before was not sent, or its delay is not over", async () => {
    await sender.drafted();
    expect(await reasons(2)).toEqual([{ code: "previous_step.not_sent", count: 1 }]);
    const { claim_id } = await sender.claimOne();
    await recordOutcome(sender.engine, { claimId: claim_id, status: "sent" });
    await set("update campaigns set step_delays_days = '{0,3,4}'");
    const answer = await sender.claim(2);
    expect(answer.reasons).toMatchObject([{ code: "step.waiting", count: 1, until: answer.next_due_at }]);
    const days = (Date.parse(answer.next_due_at ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(2.99);
    expect(days).toBeLessThan(3.01);
  });

  test("an attempt failed a moment ago", async () => {
    await sender.drafted();
    const { claim_id } = await sender.claimOne();
    await recordOutcome(sender.engine, { claimId: claim_id, status: "refused", response: "451 try again later" });
    const answer = await sender.claim();
    expect(answer.reasons).toMatchObject([{ code: "attempt.waiting", count: 1, until: answer.next_due_at }]);
  });

  test("every lead that waits is counted once, under what holds it", async () => {
    const [stopped, suppressed, moved] = [await sender.drafted(), await sender.drafted(), await sender.drafted()];
    await world.admin.query("update genesis.leads set status = 'replied' where id = $1", [stopped.leadId]);
    await world.admin.query(
      "insert into suppressions (workspace_id, email, reason, source) values ($1, $2, 'manual', 't')",
      [sender.company.workspaceId, suppressed.email],
    );
    await world.admin.query("update genesis.leads set email = 'moved-' || email where id = $1", [moved.leadId]);
    expect(await reasons()).toEqual([
      { code: "lead.address_changed", count: 1 },
      { code: "lead.stopped", count: 1 },
      { code: "lead.suppressed", count: 1 },
    ]);
  });
});

test("a campaign of another workspace is not found, nor one that does not exist", async () => {
  const other = await world.sender();
  await other.drafted();
  for (const campaign_id of [other.campaignId, randomUUID()]) {
    const asked = { campaign_id, step: 1, limit: 10, confirms: true };
    await expect(claimDueEmails(sender.engine, asked)).rejects.toMatchObject({ code: "campaign.not_found" });
  }
  expect(await other.emails()).toMatchObject([{ status: "approved" }]);
});

test("a founder's session or key is no workflow", async () => {
  const asked = { campaign_id: sender.campaignId, step: 1, limit: 10, confirms: true };
  await expect(claimDueEmails(sender.company.viewer, asked)).rejects.toMatchObject({ code: "permission.missing" });
});

test("a claim that was never confirmed is given back after ten minutes without having cost an attempt", async () => {
  await sender.drafted();
  await sender.drafted();
  const [first] = (await sender.claim(1, { limit: 1 })).claims;
  await sender.claim(1, { limit: 1, confirms: false });
  await world.admin.query(
    "update genesis.sequence_emails set claimed_at = now() - interval '11 minutes' where campaign_id = $1 and status = 'claimed'",
    [sender.campaignId],
  );
  const again = (await sender.claim()).claims;
  expect(again.map(({ lead_id }) => lead_id)).toEqual([first?.lead_id]);
  const emails = await sender.emails();
  expect(emails.find(({ lead_id }) => lead_id === first?.lead_id)).toMatchObject({ status: "claimed", attempts: 1 });
  expect(emails.find(({ lead_id }) => lead_id !== first?.lead_id)).toMatchObject({ status: "unknown", attempts: 1 });
});
