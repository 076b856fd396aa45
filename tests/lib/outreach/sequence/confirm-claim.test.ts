import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pauseCampaign } from "@/lib/outreach/campaigns/pause-campaign";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let sender: Sender;
let claimId: string;
let leadId: string;
let email: string;
beforeAll(async () => {
  world = await createEngineWorld();
});
beforeEach(async () => {
  sender = await world.sender();
  ({ leadId, email } = await sender.drafted());
  claimId = (await sender.claimOne()).claim_id;
});
afterAll(() => world.close());

const confirm = (more = {}) => confirmClaim(sender.engine, { claimId, ...more });

test("an email that may still go is confirmed, as often as asked", async () => {
  const first = await confirm();
  expect(first).toMatchObject({ claim_id: claimId });
  expect(await confirm()).toEqual(first);
  expect(await sender.emails()).toMatchObject([{ status: "claimed", attempts: 1 }]);
});

test.each(["replied", "opted_out", "bounced", "complained"])(
  "a recipient who is %s meanwhile is not mailed, and the email is cancelled",
  async (status) => {
    await world.admin.query("update genesis.leads set status = $2 where id = $1", [leadId, status]);
    await expect(confirm()).rejects.toMatchObject({
      kind: "conflict",
      code: "claim.withdrawn",
      details: { reason: "lead.stopped" },
    });
    expect(await sender.emails()).toMatchObject([{ status: "cancelled", attempts: 0 }]);
  },
);

test("a recipient who was suppressed meanwhile is not mailed", async () => {
  await world.admin.query(
    "insert into suppressions (workspace_id, email, reason, source) values ($1, $2, 'opt_out', 't')",
    [sender.company.workspaceId, email],
  );
  await expect(confirm()).rejects.toMatchObject({ details: { reason: "lead.suppressed" } });
  expect(await sender.emails()).toMatchObject([{ status: "cancelled" }]);
});

test("pausing the campaign gives the claim back; it is due again when the campaign goes on", async () => {
  await pauseCampaign(sender.company.owner, { campaignId: sender.campaignId });
  await expect(confirm()).rejects.toMatchObject({ details: { reason: "campaign.not_active" } });
  expect(await sender.emails()).toMatchObject([{ status: "approved", attempts: 0 }]);
  await world.admin.query("update campaigns set status = 'active' where id = $1", [sender.campaignId]);
  expect((await sender.claim()).claims).toHaveLength(1);
});

test("a freeze gives the claim back through the door that is still open for it, and keeps every other request out", async () => {
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'x' where id = $1", [
    sender.company.workspaceId,
  ]);
  await expect(confirm()).rejects.toMatchObject({ code: "workspace.frozen" });
  const settling = { ...sender.engine, whileFrozen: true as const };
  await expect(confirmClaim(settling, { claimId })).rejects.toMatchObject({
    code: "claim.withdrawn",
    details: { reason: "workspace.frozen" },
  });
  expect(await sender.emails()).toMatchObject([{ status: "approved", attempts: 0 }]);
  await expect(confirmClaim(settling, { claimId: randomUUID() })).rejects.toMatchObject({ code: "workspace.frozen" });
});

test.each(["sent", "unknown", "not_sent"] as const)("a claim whose outcome is %s is settled", async (status) => {
  await recordOutcome(sender.engine, { claimId, status });
  const [before] = await sender.emails();
  await expect(confirm()).rejects.toMatchObject({ details: { reason: "claim.settled" } });
  expect(await sender.emails()).toEqual([before]);
});

test("a claim that ran out is settled, also before the sweep has seen it", async () => {
  await world.admin.query(
    "update genesis.sequence_emails set claimed_at = now() - interval '11 minutes' where claim_id = $1",
    [claimId],
  );
  await expect(confirm()).rejects.toMatchObject({ details: { reason: "claim.settled" } });
});

test("confirmed once only, by one of ten at once", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => confirm({ once: true })));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a claim of another workspace is not found", async () => {
  const other = await world.sender();
  await expect(confirmClaim(other.engine, { claimId })).rejects.toMatchObject({ code: "claim.not_found" });
  await expect(confirmClaim(sender.company.viewer, { claimId })).rejects.toMatchObject({ code: "permission.missing" });
});
