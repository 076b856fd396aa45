import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { planPlacement } from "@/lib/operations/ignition/plan-placement";

/** GET /api/onboarding/machine-plan?workspace_id= → the machine that a launch would order, its price and the calls; nothing is ordered */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => planPlacement(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
