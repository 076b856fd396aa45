import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { orderCleanUp } from "@/lib/operations/governance/order-clean-up";
import { OrderCleanUp } from "@/lib/operations/governance/schemas";

/** POST /api/admin/clean-up { workspace_id, reason } → what a launch of it left behind is undone again · 409 */
export const POST = adminRoute({
  input: { body: OrderCleanUp },
  status: 202,
  handler: (ctx, { body }) => orderCleanUp(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
