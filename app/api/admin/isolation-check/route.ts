import { checkIsolation } from "@/lib/governance/check-isolation";
import { adminRoute } from "@/lib/http/admin-route";

/** GET /api/admin/isolation-check */
export const GET = adminRoute({ input: {}, handler: (ctx) => checkIsolation(ctx) });
