import { afterAll, beforeAll, expect, test } from "vitest";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getFirstSequence } from "@/lib/outreach/sequence/get-first-sequence";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { createEngineWorld, type EngineWorld } from "./engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test.each(["en", "de", "fr", "pt"])("is what the next campaign begins with, in the language %s", async (language) => {
  const { owner, stranger, workspaceId } = (await world.sender()).company;
  await world.admin.query("update genesis.brand_profiles set language = $2 where workspace_id = $1", [
    workspaceId,
    language,
  ]);
  const shown = await getFirstSequence(owner);
  const { id: campaignId } = await createCampaign(owner, { name: "Next" });
  const begun = await getSequence(owner, { campaignId });
  expect(shown.signature).toBe(begun.signature);
  expect(shown.variables).toEqual(begun.variables);
  const words = ({ steps }: Pick<typeof begun, "steps">) => steps.map(({ delay_days: _later, ...step }) => step);
  expect(words(shown)).toEqual(words(begun));
  expect((await getFirstSequence(stranger)).signature).toBe("Best regards,\n{{sender_name}}");
});
