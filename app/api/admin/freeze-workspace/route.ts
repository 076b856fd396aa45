import { freezeWorkspace } from "@/lib/operations/governance/freeze-workspace";
import { getFreezes } from "@/lib/operations/governance/get-freezes";
import { FreezeWorkspace, UnfreezeWorkspace, WorkspaceNamed } from "@/lib/operations/governance/schemas";
import { unfreezeWorkspace } from "@/lib/operations/governance/unfreeze-workspace";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/admin/freeze-workspace { workspace_id, reason } → 202 the freeze: the doors are shut, a job stops the engine and proves it */
export const POST = adminRoute({
  input: { body: FreezeWorkspace },
  status: 202,
  handler: (ctx, { body }) => freezeWorkspace(ctx, body),
});

/** DELETE /api/admin/freeze-workspace { workspace_id, reason, restore_workflows? } → the freeze, lifted */
export const DELETE = adminRoute({
  input: { body: UnfreezeWorkspace },
  handler: (ctx, { body }) => unfreezeWorkspace(ctx, body),
});

/** GET /api/admin/freeze-workspace?workspace_id= → every freeze of the workspace with its proof, newest first */
export const GET = adminRoute({
  input: { query: WorkspaceNamed },
  handler: (ctx, { query }) => getFreezes(ctx, query),
});

export const { PUT, PATCH, OPTIONS } = otherMethods({ GET, POST, DELETE });
