import { listRuns } from "@/lib/operations/watchdog/list-runs";
import { ListRuns } from "@/lib/operations/watchdog/schemas";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/watchdog/runs?limit= → the newest checks, and every difference that is open now */
export const GET = adminRoute({
  input: { query: ListRuns },
  handler: (ctx, { query }) => listRuns(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
