import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { ChangeLeads } from "@/lib/outreach/leads/schemas";
import { changeLeads } from "@/lib/outreach/suppressions/change-leads";

/** POST /api/leads/bulk { workspace_id, action, lead_ids, tag? } → { changed } */
export const POST = workspaceRoute({
  input: { body: ChangeLeads },
  handler: (ctx, { body }) => changeLeads(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
