import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { AddLead, ListLeadsQuery } from "@/lib/outreach/leads/schemas";

/** GET /api/leads?workspace_id=&limit=&cursor=&q=&state=&tag=&list_id=&campaign_id=&sort= → { data, next_cursor, total } */
export const GET = workspaceRoute({
  input: { query: ListLeadsQuery },
  handler: (ctx, { query }) => listLeads(ctx, query),
});

/** POST /api/leads { workspace_id, email, first_name?, … } → 201 lead */
export const POST = workspaceRoute({
  input: { body: AddLead },
  status: 201,
  handler: (ctx, { body }) => addLead(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
