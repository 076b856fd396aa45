import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listInstances } from "@/lib/operations/fleet/list-instances";
import { ListInstances } from "@/lib/operations/fleet/schemas";

/** GET /api/admin/instances?state=&cursor=&limit= → the machines, by name */
export const GET = adminRoute({
  input: { query: ListInstances },
  handler: (ctx, { query }) => listInstances(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
