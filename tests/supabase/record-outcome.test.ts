import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine } from "./sequence-world";

type Unreported = { claim_id: string; event: Record<string, unknown> };

let world: LeadsWorld;
let engine: Engine;
let leadId: string;
let claimId: string;
const started: Engine[] = [];
beforeAll(async () => {
  world = await createLeadsWorld();
});
beforeEach(async () => {
  engine = await Engine.start(world);
  started.push(engine);
  leadId = await engine.drafted("ann@example.com");
  claimId = (await engine.claim())[0]?.claim_id ?? "";
});
afterAll(async () => {
  for (const one of started) await one.stop();
  await world.close();
});

const leadStatus = async (): Promise<string | undefined> =>
  (await engine.admin<{ status: string }>("select status from genesis.leads where id = $1", [leadId]))[0]?.status;
const unreported = (limit = 10): Promise<Unreported[]> =>
  engine.query<Unreported>("select * from genesis.unreported_outcomes($1, $2)", [engine.workspace.id, limit]);
const mark = async (ids: string[]): Promise<number> =>
  (
    await engine.query(
      `update genesis.sequence_emails set reported_at = now()
       where claim_id = any ($1) and status in ('sent', 'bounced') and reported_at is null returning 1`,
      [ids],
    )
  ).length;

describe("an outcome", () => {
  test.each([
    ["sent", "sent", "active"],
    ["bounced", "bounced", "bounced"],
    ["unknown", "unknown", "active"],
    ["refused", "approved", "active"],
    ["deferred", "approved", "active"],
    ["not_sent", "approved", "active"],
    ["failed", "failed", "active"],
  ])("%s leaves the mail %s and the lead %s", async (outcome, status, lead) => {
    expect(await engine.record(claimId, outcome, "250 2.0.0 said the server")).toBe(true);
    expect(await engine.mail(leadId)).toMatchObject({ status, outcome_detail: "250 2.0.0 said the server" });
    expect(await leadStatus()).toBe(lead);
  });

  test.each(["sent", "bounced", "refused"])(
    "%s stands: what is reported later answers false and changes nothing",
    async (first) => {
      await engine.record(claimId, first);
      const before = await engine.mail(leadId);
      for (const later of ["sent", "bounced", "refused", "unknown"])
        expect(await engine.record(claimId, later)).toBe(false);
      expect(await engine.mail(leadId)).toEqual(before);
      expect(await leadStatus()).toBe(first === "bounced" ? "bounced" : "active");
    },
  );

  test.each([
    ["sent", "sent"],
    ["bounced", "bounced"],
    ["refused", "approved"],
  ])("unknown may still become %s", async (outcome, status) => {
    expect(await engine.record(claimId, "unknown")).toBe(true);
    expect(await engine.record(claimId, "unknown")).toBe(false);
    expect(await engine.record(claimId, outcome)).toBe(true);
    expect((await engine.mail(leadId))?.status).toBe(status);
  });

  test("that nobody knows is refused, so is a claim nobody made", async () => {
    await expect(engine.record(claimId, "maybe")).rejects.toThrow("there is no outcome maybe");
    await expect(engine.record(claimId, null)).rejects.toThrow("there is no outcome");
    expect(await engine.record("00000000-0000-4000-8000-000000000000", "sent")).toBeUndefined();
    expect((await engine.mail(leadId))?.status).toBe("claimed");
  });

  test("a bounce never makes an opt-out weaker", async () => {
    await engine.admin("update genesis.leads set status = 'opted_out' where id = $1", [leadId]);
    await engine.record(claimId, "bounced");
    expect(await leadStatus()).toBe("opted_out");
  });

  test("only one of 10 reports at once is taken", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => engine.record(claimId, "sent")));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});

test("a refused email waits, is tried again under a new claim, and given up after five attempts", async () => {
  const claims = [claimId];
  for (let attempt = 1; attempt < 5; attempt += 1) {
    await engine.record(claims.at(-1), "refused");
    expect(await engine.claim()).toEqual([]);
    await engine.admin("update genesis.sequence_emails set not_before = now() where lead_id = $1 and step = 1", [
      leadId,
    ]);
    const [again] = await engine.claim();
    claims.push(again?.claim_id ?? "");
  }
  expect(new Set(claims).size).toBe(5);
  await engine.record(claims.at(-1), "refused", "still no");
  expect(await engine.mail(leadId)).toMatchObject({ status: "failed", attempts: 5, outcome_detail: "still no" });
  await engine.admin("update genesis.sequence_emails set not_before = now() where lead_id = $1 and step = 1", [leadId]);
  expect(await engine.claim()).toEqual([]);
});

describe("the reported outcomes", () => {
  test("is ready for POST /api/events, until it is marked, once", async () => {
    expect(await unreported()).toEqual([]);
    await engine.record(claimId, "sent", "250 OK");
    const [found] = await unreported();
    expect(found?.event).toMatchObject({
      workspace_id: engine.workspace.id,
      campaign_id: engine.campaignId,
      contact_email: "ann@example.com",
      event_type: "sent",
      idempotency_key: `${engine.workspace.id}:${leadId}:${engine.campaignId}:1:sent`,
      step: 1,
      provider: "smtp",
      provider_message_id: "provider-id",
      subject: "Subject 1",
      metadata: { detail: "250 OK", draft_source: "offline planner" },
    });
    expect(String(found?.event.idempotency_key).length).toBeLessThanOrEqual(200);
    expect(await unreported()).toEqual([found]);
    expect(await mark([claimId])).toBe(1);
    expect(await mark([claimId])).toBe(0);
    expect(await unreported()).toEqual([]);
  });

  test("holds bounces, and neither what failed nor what is unknown", async () => {
    await engine.drafted("b@example.com");
    await engine.drafted("c@example.com");
    const [b, c] = await engine.claim();
    await engine.record(claimId, "bounced", "550 no such user");
    await engine.record(b?.claim_id, "unknown");
    await engine.record(c?.claim_id, "refused");
    expect((await unreported()).map(({ event }) => event.event_type)).toEqual(["bounced"]);
    expect(await mark([b?.claim_id ?? "", c?.claim_id ?? ""])).toBe(0);
    await engine.record(b?.claim_id, "sent");
    expect(await unreported()).toHaveLength(2);
    expect(await unreported(1)).toHaveLength(1);
  });

  test("goes on while the campaign is paused", async () => {
    await engine.record(claimId, "sent");
    await engine.admin("update campaigns set status = 'paused' where id = $1", [engine.campaignId]);
    expect(await unreported()).toHaveLength(1);
  });
});
