import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getLeadResearch } from "@/lib/metering/spending/get-lead-research";
import { askForResearch } from "@/lib/outreach/leads/ask-for-research";
import { LeadRef } from "@/lib/outreach/leads/schemas";

/** GET /api/leads/:leadId/research?workspace_id= → { findings, sources, asked_at, costs } */
export const GET = workspaceRoute({
  input: { params: LeadRef },
  handler: (ctx, { params }) => getLeadResearch(ctx, params),
});

/** POST /api/leads/:leadId/research { workspace_id } → 202 { asked_at } */
export const POST = workspaceRoute({
  input: { params: LeadRef },
  status: 202,
  handler: (ctx, { params }) => askForResearch(ctx, params),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
