import { otherMethods } from "@/lib/http/refusal-route";
import { webhookTokenRoute } from "@/lib/http/webhook-token-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { listCosts } from "@/lib/metering/spending/list-costs";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { CostEventsBody, ListCostsQuery } from "@/lib/metering/spending/schemas";

/** POST /api/cost-events: one cost event or an array of up to 100 of one workspace */
export const POST = webhookTokenRoute({
  input: { body: CostEventsBody },
  handler: (ctx, { body }) => recordCosts(ctx, body),
});

/** GET /api/cost-events?workspace_id → what the workspace's model calls cost, newest first */
export const GET = workspaceRoute({
  input: { query: ListCostsQuery },
  handler: (ctx, { query }) => listCosts(ctx, query),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
