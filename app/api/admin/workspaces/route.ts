import { listWorkspaces } from "@/lib/operations/governance/list-workspaces";
import { ListWorkspaces } from "@/lib/operations/governance/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/workspaces?query=&status=&cursor=&limit= → every workspace, newest first, with its freeze */
export const GET = adminRoute({
  input: { query: ListWorkspaces },
  handler: (ctx, { query }) => listWorkspaces(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
