import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listRuntimes } from "@/lib/operations/runtimes/list-runtimes";
import { ListProvisioning } from "@/lib/operations/runtimes/schemas";

/** GET /api/admin/runtimes/instances?limit= → the runtimes of any company, with their parts and whether they may be cleaned up */
export const GET = adminRoute({
  feature: "runtimes",
  input: { query: ListProvisioning },
  handler: (ctx, { query }) => listRuntimes(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
