import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { LaunchInput } from "@/lib/operations/ignition/schemas";

/** POST /api/onboarding/launch { workspace_id } → 202 started · 200 already active · 409 running · 422 incomplete */
export const POST = workspaceRoute({
  input: { body: LaunchInput },
  handler: async (ctx, { body }) => {
    const { started, state } = await launchIgnition(ctx, body);
    return started
      ? Response.json({ success: true, state }, { status: 202 })
      : Response.json({ success: true, already_active: true });
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
