import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { markNotificationsRead } from "@/lib/foundation/notifications/mark-notifications-read";
import { MarkNotificationsRead } from "@/lib/foundation/notifications/schemas";

/** POST /api/notifications/read { workspace_id, ids?, until? } */
export const POST = workspaceRoute({
  input: { body: MarkNotificationsRead },
  handler: (ctx, { body }) => markNotificationsRead(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
