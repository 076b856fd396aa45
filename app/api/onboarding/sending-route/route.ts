import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { chooseSendingRoute } from "@/lib/operations/ignition/choose-sending-route";
import { getSendingRoute } from "@/lib/operations/ignition/get-sending-route";
import { ChooseSendingRoute } from "@/lib/operations/ignition/schemas";

/** GET /api/onboarding/sending-route?workspace_id= → { route, choice, reason, launched, settled, machine } */
export const GET = workspaceRoute({ input: {}, handler: (ctx) => getSendingRoute(ctx) });

/** PUT /api/onboarding/sending-route { workspace_id, choice: machine | gateway | null } → the same; the workflows follow */
export const PUT = workspaceRoute({
  input: { body: ChooseSendingRoute },
  handler: (ctx, { body }) => chooseSendingRoute(ctx, body),
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods({ GET, PUT });
