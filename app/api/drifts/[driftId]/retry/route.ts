import { retryDrift } from "@/lib/operations/watchdog/retry-drift";
import { DriftRef } from "@/lib/operations/watchdog/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST /api/drifts/:driftId/retry → 202 */
export const POST = workspaceRoute({
  input: { params: DriftRef },
  status: 202,
  handler: (ctx, { params }) => retryDrift(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
