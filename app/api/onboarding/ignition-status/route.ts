import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getIgnitionStatus } from "@/lib/operations/ignition/get-ignition-status";

/** GET /api/onboarding/ignition-status?workspace_id= → each step of the launch, live */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getIgnitionStatus(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
