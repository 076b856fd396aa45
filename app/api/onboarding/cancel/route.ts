import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { cancelIgnition } from "@/lib/operations/ignition/cancel-ignition";
import { WorkspaceRef } from "@/lib/foundation/access/schemas";

/** POST /api/onboarding/cancel { workspace_id } → the running launch is undone */
export const POST = workspaceRoute({
  input: { body: WorkspaceRef },
  status: 202,
  handler: (ctx) => cancelIgnition(ctx),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
