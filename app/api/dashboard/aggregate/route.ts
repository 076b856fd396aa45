import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { getDashboardAggregate } from "@/lib/metering/metrics/get-dashboard-aggregate";
import { DashboardQuery } from "@/lib/metering/metrics/schemas";

/** GET /api/dashboard/aggregate?workspace_id&start&end&campaign_group_id&campaign */
export const GET = workspaceRoute({
  input: { query: DashboardQuery },
  handler: (ctx, { query }) => getDashboardAggregate(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
