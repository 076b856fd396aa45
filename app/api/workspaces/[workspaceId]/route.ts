import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getWorkspace } from "@/lib/foundation/workspaces/get-workspace";
import { NameWorkspace } from "@/lib/foundation/workspaces/schemas";
import { updateWorkspace } from "@/lib/foundation/workspaces/update-workspace";

/** GET /api/workspaces/:workspaceId */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getWorkspace(ctx) });

/** PATCH /api/workspaces/:workspaceId { name } */
export const PATCH = workspaceRoute({
  input: { body: NameWorkspace },
  handler: (ctx, { body }) => updateWorkspace(ctx, body),
});

export const { POST, PUT, DELETE, OPTIONS } = otherMethods({ GET, PATCH });
