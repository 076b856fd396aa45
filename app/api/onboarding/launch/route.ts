import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { launchIgnition } from "@/lib/operations/ignition/launch-ignition";
import { LaunchInput } from "@/lib/operations/ignition/schemas";

/** POST /api/onboarding/launch { workspace_id } → 202 started, with warnings · 200 already active · 409 running · 422 incomplete */
export const POST = workspaceRoute({
  input: { body: LaunchInput },
  handler: async (ctx, { body }) => {
    const launched = await launchIgnition(ctx, body);
    if (!launched.started) return Response.json({ success: true, already_active: true });
    const { state, warnings } = launched;
    return Response.json({ success: true, state, warnings }, { status: 202 });
  },
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
