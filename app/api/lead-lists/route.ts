import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listLeadLists } from "@/lib/outreach/leads/list-lead-lists";

/** GET /api/lead-lists?workspace_id= → { data: [{ id, name, leads, … }], tags } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => listLeadLists(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
