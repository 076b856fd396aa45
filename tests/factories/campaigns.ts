import { randomBytes } from "node:crypto";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import type { CampaignStatus } from "@/lib/outreach/campaigns/schemas";
import type { Company, TestWorld } from "./test-world";

/** A campaign of the company, brought to a status by hand. */
export async function campaignIn(
  { admin }: TestWorld,
  { owner }: Company,
  status: CampaignStatus,
): Promise<{ campaignId: string; name: string }> {
  const { id, name } = await createCampaign(owner, { name: `Campaign ${randomBytes(4).toString("hex")}` });
  if (status !== "draft") await admin.query("update campaigns set status = $2 where id = $1", [id, status]);
  return { campaignId: id, name };
}
