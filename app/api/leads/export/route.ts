import { attachment } from "@/lib/http/attachment";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { exportLeads } from "@/lib/outreach/leads/export-leads";
import { LeadFilter } from "@/lib/outreach/leads/schemas";

/** GET /api/leads/export?workspace_id=&q=&state=&tag=&list_id=&campaign_id= → leads.csv */
export const GET = workspaceRoute({
  input: { query: LeadFilter },
  handler: async (ctx, { query }) =>
    attachment({ name: "leads.csv", type: "text/csv; charset=utf-8", body: exportLeads(ctx, query) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
