import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campaignIn } from "../../../factories/campaigns";
import { createEngineWorld, type EngineWorld } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

const HELD = ["a text that this person got already"];

async function twoCampaigns() {
  const sender = await world.sender();
  const { leadId, email } = await sender.drafted();
  const { campaignId } = await campaignIn(world, sender.company, "active");
  const draft = (subject: string, body: string): Promise<unknown> =>
    world.admin.query(
      `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
       values ($1, $2, $3, 1, $4, $5, $6, 'x')`,
      [sender.company.workspaceId, campaignId, leadId, email, subject, body],
    );
  const holes = async (): Promise<string[] | undefined> =>
    (
      await world.admin.query<{ holes: string[] }>(
        "select holes from genesis.sequence_emails where campaign_id = $1 and lead_id = $2",
        [campaignId, leadId],
      )
    ).rows[0]?.holes;
  return { sender, draft, holes };
}

test("a draft that repeats what another campaign sent is held, whatever its spaces and capitals", async () => {
  const { sender, draft, holes } = await twoCampaigns();
  await sender.claimOne();
  await draft("SUBJECT  1", "body\n1");
  expect(await holes()).toEqual(HELD);
});

test("of two campaigns with the same text waiting, the second is held once the first is claimed", async () => {
  const { sender, draft, holes } = await twoCampaigns();
  await draft("Subject 1", "Body 1");
  expect(await holes()).toEqual([]);
  await sender.claimOne();
  expect(await holes()).toEqual(HELD);
});

test("another text is not held", async () => {
  const { sender, draft, holes } = await twoCampaigns();
  await sender.claimOne();
  await draft("Subject 1", `Body ${randomUUID()}`);
  expect(await holes()).toEqual([]);
});
