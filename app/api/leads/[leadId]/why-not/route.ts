import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { LeadRef } from "@/lib/outreach/leads/schemas";

/** GET /api/leads/:leadId/why-not?workspace_id= → { message, data: [{ campaign, step, gates, next_at }] } */
export const GET = workspaceRoute({
  input: { params: LeadRef },
  handler: (ctx, { params }) => explainLead(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
