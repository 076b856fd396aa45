import { userRoute } from "@/lib/http/user-route";
import { listWorkspaces } from "@/lib/tenancy/get-workspace";

/** GET /api/workspaces → the caller's workspaces with their role in each */
export const GET = userRoute({
  input: {},
  handler: async (ctx) => ({ data: await listWorkspaces(ctx), next_cursor: null }),
});
