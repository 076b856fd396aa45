import { checkIsolation } from "@/lib/operations/governance/check-isolation";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/isolation-check */
export const GET = adminRoute({ input: {}, handler: (ctx) => checkIsolation(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
