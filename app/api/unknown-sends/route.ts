import { decideUnknownSend } from "@/lib/outreach/sequence/decide-unknown-send";
import { listUnknownSends } from "@/lib/outreach/sequence/list-unknown-sends";
import { DecideUnknownSend, ListUnknownSendsQuery } from "@/lib/outreach/sequence/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET /api/unknown-sends?workspace_id=&limit=&cursor= → { data: [mails nobody knows the outcome of], next_cursor } */
export const GET = workspaceRoute({
  input: { query: ListUnknownSendsQuery },
  handler: (ctx, { query }) => listUnknownSends(ctx, query),
});

/** POST /api/unknown-sends { workspace_id, claim_id, outcome: sent|not_sent } → { claim_id, status } */
export const POST = workspaceRoute({
  input: { body: DecideUnknownSend },
  handler: (ctx, { body }) => decideUnknownSend(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
