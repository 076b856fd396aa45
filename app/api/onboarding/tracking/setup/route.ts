import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { SetUpTracking } from "@/lib/outreach/tracking/schemas";
import { setUpTracking } from "@/lib/outreach/tracking/set-up-tracking";

/** POST /api/onboarding/tracking/setup { workspace_id, host?: "link.example.com"|null, track_clicks? } → { host, track_clicks, link_host, status, record, checks, … } */
export const POST = workspaceRoute({
  input: { body: SetUpTracking },
  handler: (ctx, { body }) => setUpTracking(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
