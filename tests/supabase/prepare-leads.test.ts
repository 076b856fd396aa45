import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine } from "./sequence-world";

let world: LeadsWorld;
let engine: Engine;
const started: Engine[] = [];
beforeAll(async () => {
  world = await createLeadsWorld();
});
beforeEach(async () => {
  engine = await Engine.start(world);
  started.push(engine);
});
afterAll(async () => {
  for (const one of started) await one.stop();
  await world.close();
});

const to = async (
  verb: "prepare" | "research",
  limit: number | null = 100,
  campaignId = engine.campaignId,
): Promise<string[]> => {
  const rows = await engine.query<{ email: string }>(`select email from genesis.leads_to_${verb}($1, $2, $3)`, [
    engine.workspace.id,
    campaignId,
    limit,
  ]);
  return rows.map((row) => row.email);
};
const save = (leadId: string, drafts: unknown): Promise<{ save_drafts: number }[]> =>
  engine.query("select genesis.save_drafts($1, $2, $3, $4, 'm')", [
    engine.workspace.id,
    engine.campaignId,
    leadId,
    JSON.stringify(drafts),
  ]);

describe("leads to prepare", () => {
  test("are those who may be mailed and have no drafts in this campaign", async () => {
    await engine.lead("new@example.com");
    await engine.drafted("drafted@example.com");
    await engine.lead("gone@example.com", { status: "opted_out" });
    await engine.lead("listed@example.com");
    await engine.admin(
      "insert into suppressions (workspace_id, email, reason, source) values ($1, 'listed@example.com', 'manual', 't')",
      [engine.workspace.id],
    );
    expect(await to("prepare")).toEqual(["new@example.com"]);
    const second = await engine.campaign("Second");
    expect((await to("prepare", 100, second)).sort()).toEqual(["drafted@example.com", "new@example.com"]);
  });

  test("are none while nothing may run, and at most as many as asked for", async () => {
    for (const name of ["a", "b", "c"]) await engine.lead(`${name}@example.com`);
    expect(await to("prepare", 2)).toHaveLength(2);
    expect(await to("prepare", -1)).toHaveLength(0);
    expect(await to("prepare", null)).toHaveLength(0);
    await engine.admin("update campaigns set status = 'paused' where id = $1", [engine.campaignId]);
    expect(await to("prepare")).toEqual([]);
    expect(await to("research")).toEqual([]);
  });

  test("of research are those without any yet", async () => {
    const leadId = await engine.lead("a@example.com");
    expect(await to("research")).toEqual(["a@example.com"]);
    const [saved] = await engine.query("select genesis.save_research($1, $2, $3, $4) as done", [
      engine.workspace.id,
      engine.campaignId,
      leadId,
      "R".repeat(30_000),
    ]);
    expect(saved).toEqual({ done: true });
    expect(await to("research")).toEqual([]);
    const [row] = await engine.query<{ length: number }>(
      "select length(research) from genesis.leads_to_prepare($1, $2, 1)",
      [engine.workspace.id, engine.campaignId],
    );
    expect(row?.length).toBe(20_000);
  });
});

describe("drafts", () => {
  test("may be written again until they are approved", async () => {
    const leadId = await engine.lead("a@example.com");
    expect(await engine.save(leadId)).toBe(3);
    expect(await engine.draft(leadId)).toBe(3);
    expect(await save(leadId, [{ step: 1, subject: "other", body: "other" }])).toEqual([{ save_drafts: 0 }]);
    expect(await engine.send()).toBe(1);
    expect(await save(leadId, [{ step: 1, subject: "other", body: "other" }])).toEqual([{ save_drafts: 0 }]);
    const [stored] = await engine.admin<{ subject: string }>(
      "select subject from genesis.sequence_emails where lead_id = $1 and step = 1",
      [leadId],
    );
    expect(stored?.subject).toBe("Subject 1");
  });

  test("keep their subject on one line and within bounds", async () => {
    const leadId = await engine.lead("a@example.com");
    await save(leadId, [
      { step: 1, subject: `Hi\r\nBcc: evil@example.com ${"s".repeat(600)}`, body: "b".repeat(60_000) },
    ]);
    const [stored] = await engine.admin<{ subject: string; body: string }>(
      "select subject, body from genesis.sequence_emails where lead_id = $1",
      [leadId],
    );
    expect(stored?.subject).toMatch(/^Hi Bcc: evil@example\.com s+$/);
    expect([stored?.subject.length, stored?.body.length]).toEqual([500, 50_000]);
  });

  test.each([
    ["no subject", [{ step: 1, body: "b" }]],
    ["an empty body", [{ step: 1, subject: "s", body: "" }]],
    ["not a list", { step: 1 }],
  ])("with %s are refused whole", async (_name, drafts) => {
    const leadId = await engine.lead("a@example.com");
    await expect(save(leadId, drafts)).rejects.toThrow();
    expect(await engine.mail(leadId)).toBeUndefined();
  });

  test("of a lead that is not here are refused", async () => {
    const other = await Engine.start(world);
    started.push(other);
    const foreign = await other.lead("a@example.com");
    expect(await save(foreign, [{ step: 1, subject: "s", body: "b" }])).toEqual([{ save_drafts: null }]);
    expect(await other.mail(foreign)).toBeUndefined();
  });
});
