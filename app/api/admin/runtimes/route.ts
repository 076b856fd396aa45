import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { listProvisioning } from "@/lib/operations/runtimes/list-provisioning";
import { ListProvisioning } from "@/lib/operations/runtimes/schemas";

/** GET /api/admin/runtimes?limit= → the newest attempts at runtimes of any company */
export const GET = adminRoute({
  feature: "runtimes",
  input: { query: ListProvisioning },
  handler: (ctx, { query }) => listProvisioning(ctx, query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
