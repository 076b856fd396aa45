import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listPlans } from "@/lib/metering/spending/list-plans";
import { ListPlansQuery } from "@/lib/metering/spending/schemas";
import { SetPlan } from "@/lib/operations/governance/schemas";
import { setPlan } from "@/lib/operations/governance/set-plan";

/** POST /api/admin/plans { workspace_id, plan, reason? } → { workspace_id, workspace_name, plan, limit } */
export const POST = adminRoute({
  input: { body: SetPlan },
  handler: (ctx, { body }) => setPlan(ctx, body),
});

/** GET /api/admin/plans?query=&cursor=&limit= → every workspace's plan and this month's spending, and the plans there are */
export const GET = adminRoute({
  input: { query: ListPlansQuery },
  handler: (ctx, { query }) => listPlans(ctx, query),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
