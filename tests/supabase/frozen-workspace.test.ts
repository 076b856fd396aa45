import { afterAll, beforeAll, expect, test } from "vitest";
import { createLeadsWorld, type LeadsWorld } from "../lib/outreach/leads/leads-world";
import { Engine } from "./sequence-world";

let world: LeadsWorld;
let engine: Engine;
beforeAll(async () => {
  world = await createLeadsWorld();
  engine = await Engine.start(world);
});
afterAll(async () => {
  await engine.stop();
  await world.close();
});

test("a frozen workspace's instance gets nothing to do, and may still say what it did", async () => {
  const sending = await engine.drafted("ann@example.com");
  const [claim] = await engine.claim();
  await engine.drafted("bob@example.com");
  const fresh = await engine.lead("eve@example.com");
  await engine.admin("update workspaces set status = 'frozen', frozen_reason = 'spam' where id = $1", [
    engine.workspace.id,
  ]);

  expect(await engine.claim()).toEqual([]);
  const ask = (name: string): Promise<object[]> =>
    engine.query(`select * from genesis.${name}($1, 100)`, [engine.campaignId]);
  expect(await ask("leads_to_prepare")).toEqual([]);
  expect(await ask("leads_to_research")).toEqual([]);

  expect(await engine.record(claim?.claim_id, "sent")).toBe(true);
  expect(await engine.mail(sending)).toMatchObject({ status: "sent" });
  const events = await engine.query("select * from genesis.unreported_events($1, 1, 10)", [engine.campaignId]);
  expect(events).toMatchObject([{ claim_id: claim?.claim_id, event: { event_type: "sent" } }]);
  // A draft written before the freeze may be kept, because a draft is not sent.
  expect(await engine.draft(fresh)).toBe(3);
  expect(await engine.claim()).toEqual([]);

  await engine.admin("update workspaces set status = 'active' where id = $1", [engine.workspace.id]);
  expect((await engine.claim()).map(({ to_email }) => to_email).toSorted()).toEqual([
    "bob@example.com",
    "eve@example.com",
  ]);
});
