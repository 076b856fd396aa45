import { afterAll, beforeAll, expect, test } from "vitest";
import { requireCampaign, whatHolds } from "@/lib/outreach/sequence/require-campaign";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("a campaign of this workspace with its state; any other is not found", async () => {
  const [mine, theirs] = [await world.sender(), await world.sender()];
  const ask = (campaignId: string) => withReadTransaction(mine.engine, (tx) => requireCampaign(tx, campaignId));
  expect(await ask(mine.campaignId)).toEqual({
    name: expect.stringMatching(/^Campaign/),
    status: "active",
    held: false,
  });
  await expect(ask(theirs.campaignId)).rejects.toMatchObject({ code: "campaign.not_found" });
});

test.each([
  [{ name: "A", status: "active", held: false }, null],
  [{ name: "A", status: "active", held: true }, "workspace.held"],
  [{ name: "A", status: "paused", held: true }, "campaign.not_active"],
])("%o is held by %s", (state, held) => {
  expect(whatHolds(state)).toBe(held);
});
