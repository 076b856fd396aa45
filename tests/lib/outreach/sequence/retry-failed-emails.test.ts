import { afterAll, beforeAll, expect, test } from "vitest";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { retryFailedEmails } from "@/lib/outreach/sequence/retry-failed-emails";
import { withoutLedger } from "../email-world";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

async function withFailed(): Promise<{ sender: Sender; leads: string[] }> {
  const sender = await world.sender();
  const leads = [await sender.drafted(), await sender.drafted()].map(({ leadId }) => leadId);
  for (const { claim_id: claimId } of (await sender.claim()).claims) {
    await recordOutcome(sender.engine, { claimId, status: "refused", response: "554 5.6.0 cannot be read" });
  }
  return { sender, leads };
}

test("emails that failed for good are due again with all their attempts; one to a stopped person is cancelled", async () => {
  const { sender, leads } = await withFailed();
  await world.admin.query("update genesis.leads set status = 'opted_out' where id = $1", [leads[1]]);
  const answer = await retryFailedEmails(sender.company.owner, { campaignId: sender.campaignId });
  expect(answer).toEqual({ retried: 1, cancelled: 1 });
  expect((await sender.emails()).map(({ status, attempts }) => [status, attempts])).toEqual([
    ["approved", 0],
    ["cancelled", 0],
  ]);
  expect((await sender.claim()).claims.map(({ lead_id }) => lead_id)).toEqual([leads[0]]);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)?.message).toMatch(/^1 failed email is due again, 1/);
});

test("a viewer may not, another workspace has no such campaign, and nothing changes without the ledger", async () => {
  const { sender } = await withFailed();
  const { owner, viewer, stranger } = sender.company;
  const ref = { campaignId: sender.campaignId };
  await expect(retryFailedEmails(viewer, ref)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(retryFailedEmails(stranger, ref)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(withoutLedger(world, () => retryFailedEmails(owner, ref))).rejects.toThrow();
  expect((await sender.emails()).every(({ status }) => status === "failed")).toBe(true);
});
