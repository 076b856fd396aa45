import { WorkspaceRef } from "@/lib/foundation/access/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { retryCleanUp } from "@/lib/operations/ignition/retry-clean-up";

/** POST /api/onboarding/clean-up { workspace_id } → what the last launch left behind is undone again · 409 */
export const POST = workspaceRoute({
  input: { body: WorkspaceRef },
  status: 202,
  handler: (ctx) => retryCleanUp(ctx),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
