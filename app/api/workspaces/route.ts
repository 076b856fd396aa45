import { otherMethods } from "@/lib/http/refusal-route";
import { userRoute } from "@/lib/http/user-route";
import { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import { NameWorkspace } from "@/lib/foundation/workspaces/schemas";
import { startWorkspace } from "@/lib/foundation/workspaces/start-workspace";

/** GET /api/workspaces → the caller's workspaces with their role in each */
export const GET = userRoute({
  input: {},
  handler: async (ctx) => ({ data: await listWorkspaces(ctx), next_cursor: null }),
});

/** POST /api/workspaces { name } → 201 a workspace of one's own, without a company yet */
export const POST = userRoute({
  input: { body: NameWorkspace },
  status: 201,
  handler: (ctx, { body }) => startWorkspace(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
