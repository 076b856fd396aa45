import { z } from "zod";
import { createCampaign } from "@/lib/campaigns/create-campaign";
import { listCampaigns } from "@/lib/campaigns/get-campaign";
import { CreateCampaign } from "@/lib/campaigns/schemas";
import { workspaceRoute } from "@/lib/http/workspace-route";

const Page = z.object({
  cursor: z.uuid("is not one that this list gave out").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** GET /api/campaigns?workspace_id= → the campaigns with how far each step is */
export const GET = workspaceRoute({ input: { query: Page }, handler: (ctx, { query }) => listCampaigns(ctx, query) });

/** POST /api/campaigns { workspace_id, name, campaign_group_id? } → 201 a draft */
export const POST = workspaceRoute({
  input: { body: CreateCampaign },
  status: 201,
  handler: (ctx, { body }) => createCampaign(ctx, body),
});
