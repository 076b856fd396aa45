import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { AddSuppression, ListSuppressionsQuery } from "@/lib/outreach/suppressions/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/suppressions?workspace_id=&limit=&cursor= → { data: [{ email, reason, source, created_at }], next_cursor } */
export const GET = workspaceRoute({
  input: { query: ListSuppressionsQuery },
  handler: (ctx, { query }) => listSuppressions(ctx, query),
});

/** POST /api/suppressions { workspace_id, email } → 201 suppression */
export const POST = workspaceRoute({
  input: { body: AddSuppression },
  status: 201,
  handler: (ctx, { body }) => addSuppression(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
