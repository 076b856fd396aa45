import { confirmRestore } from "@/lib/operations/governance/confirm-restore";
import { WorkspaceNamed } from "@/lib/operations/governance/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/admin/freeze-workspace/restore { workspace_id } → 202: exactly the workflows published before the freeze are published again */
export const POST = adminRoute({
  input: { body: WorkspaceNamed },
  status: 202,
  handler: (ctx, { body }) => confirmRestore(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
