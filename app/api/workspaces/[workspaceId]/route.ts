import { workspaceRoute } from "@/lib/http/workspace-route";
import { getWorkspace } from "@/lib/tenancy/get-workspace";

/** GET /api/workspaces/:workspaceId */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getWorkspace(ctx) });
