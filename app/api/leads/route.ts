import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { ListLeadsQuery } from "@/lib/outreach/leads/schemas";

/** GET /api/leads?workspace_id=&limit=&cursor=&q=&status= → { data, next_cursor } */
export const GET = workspaceRoute({
  input: { query: ListLeadsQuery },
  handler: (ctx, { query }) => listLeads(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
