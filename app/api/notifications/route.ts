import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { ListNotificationsQuery } from "@/lib/foundation/notifications/schemas";

/** GET /api/notifications?workspace_id=&unread=&cursor=&limit= */
export const GET = workspaceRoute({
  input: { query: ListNotificationsQuery },
  handler: (ctx, { query }) => listNotifications(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
