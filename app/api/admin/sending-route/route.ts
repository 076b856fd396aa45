import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { decideSendingRoute } from "@/lib/operations/governance/decide-sending-route";
import { DecideSendingRoute } from "@/lib/operations/governance/schemas";

/** PUT /api/admin/sending-route { workspace_id, choice: machine | gateway | null, reason } → { workspace_id, choice } */
export const PUT = adminRoute({
  input: { body: DecideSendingRoute },
  handler: (ctx, { body }) => decideSendingRoute(ctx, body),
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
