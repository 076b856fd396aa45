import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { listSuppressions } from "@/lib/outreach/suppressions/list-suppressions";
import { removeSuppression } from "@/lib/outreach/suppressions/remove-suppression";
import { AddSuppression, ListSuppressionsQuery, RemoveSuppression } from "@/lib/outreach/suppressions/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/suppressions?workspace_id=&q=&limit=&cursor= → { data: [{ email, domain, reason, source, note, created_at }], next_cursor } */
export const GET = workspaceRoute({
  input: { query: ListSuppressionsQuery },
  handler: (ctx, { query }) => listSuppressions(ctx, query),
});

/** POST /api/suppressions { workspace_id, email or domain, note? } → 201 suppression */
export const POST = workspaceRoute({
  input: { body: AddSuppression },
  status: 201,
  handler: (ctx, { body }) => addSuppression(ctx, body),
});

/** DELETE /api/suppressions { workspace_id, email, domain or batch_id } → { removed } */
export const DELETE = workspaceRoute({
  input: { body: RemoveSuppression },
  handler: (ctx, { body }) => removeSuppression(ctx, body),
});

export const { PUT, PATCH, OPTIONS } = otherMethods({ GET, POST, DELETE });
