import { expect, test } from "vitest";
import { getAudience } from "@/lib/outreach/campaigns/get-audience";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld } from "../../../factories/test-world";

test("only people who may be emailed count, and a stranger finds no campaign", async () => {
  const world = await createTestWorld();
  const company = await world.company();
  const { campaignId } = await campaignIn(world, company, "draft");
  await addLead(company.owner, { email: "a@x.example" });
  await addLead(company.owner, { email: "b@closed.example" });
  await addSuppression(company.owner, { domain: "closed.example" });
  expect(await getAudience(company.viewer, { campaignId })).toMatchObject({ people: 1, contacted: 0 });
  await expect(getAudience(company.stranger, { campaignId })).rejects.toMatchObject({ kind: "not_found" });
  await world.close();
});
