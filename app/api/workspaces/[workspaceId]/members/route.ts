import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listMembers } from "@/lib/foundation/members/list-members";

/** GET …/members → who may enter, as what */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ data: await listMembers(ctx), next_cursor: null }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
