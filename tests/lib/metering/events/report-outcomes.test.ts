import { afterAll, beforeAll, expect, test } from "vitest";
import { reportOutcomes } from "@/lib/metering/events/report-outcomes";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { createEngineWorld, type EngineWorld } from "../../outreach/sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const rows = async (sql: string, workspaceId: string): Promise<unknown[]> =>
  (await world.admin.query(sql, [workspaceId])).rows;

test("sent and bounced emails are events once, however often it runs, with what follows from them", async () => {
  const sender = await world.sender();
  const { workspaceId, job } = sender.company;
  const [ann, bob] = [await sender.drafted("ann@example.org"), await sender.drafted("bob@example.org")];
  for (const { claim_id: claimId, to } of (await sender.claim()).claims) {
    await recordOutcome(sender.engine, {
      claimId,
      ...(to === ann.email ? { status: "sent", response: "250 OK" } : { status: "bounced", response: "550 5.1.1" }),
    });
  }
  expect(await Promise.all([reportOutcomes(job), reportOutcomes(job)])).toContain(2);
  expect(await reportOutcomes(job)).toBe(0);

  const events =
    "select contact_email, event_type, step, idempotency_key from email_events where workspace_id = $1 order by 1";
  expect(await rows(events, workspaceId)).toEqual([
    {
      contact_email: ann.email,
      event_type: "sent",
      step: 1,
      idempotency_key: [workspaceId, ann.leadId, sender.campaignId, 1, "sent"].join(":"),
    },
    expect.objectContaining({ contact_email: bob.email, event_type: "bounced" }),
  ]);
  expect(await rows("select email, reason from suppressions where workspace_id = $1", workspaceId)).toEqual([
    { email: bob.email, reason: "hard_bounce" },
  ]);
  expect(
    await rows("select sends, bounces from daily_stats where workspace_id = $1 and sends > 0", workspaceId),
  ).toMatchObject([{ sends: 1 }]);
});

test("one outcome that cannot be stored does not keep the others waiting", async () => {
  const sender = await world.sender();
  await sender.drafted();
  await sender.drafted("not an address");
  for (const { claim_id: claimId } of (await sender.claim()).claims) {
    await recordOutcome(sender.engine, { claimId, status: "sent" });
  }
  expect(await reportOutcomes(sender.company.job)).toBe(1);
  expect(await reportOutcomes(sender.company.job)).toBe(0);
});

test("a member who may only read reports nothing", async () => {
  const { company } = await world.sender();
  await expect(reportOutcomes(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
});
