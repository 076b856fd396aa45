import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listThreads } from "@/lib/outreach/replies/list-threads";
import { ListThreadsQuery } from "@/lib/outreach/replies/schemas";

/** GET /api/replies?workspace_id=&label=&status=&unread=&cursor= → { data, next_cursor, unread } */
export const GET = workspaceRoute({
  input: { query: ListThreadsQuery },
  handler: (ctx, { query }) => listThreads(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
